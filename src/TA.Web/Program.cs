using System.CommandLine;
using TA.Web.Verbs;

var program = new RootCommand("TA keeps the technical assistance that is given to Member States: engagements, tasks and partners.");
ServeVerb.AddTo(program);
program.Add(ServeVerb.Create());
program.Add(DemoVerb.Create());
program.Add(ImportVerb.Create());
program.Add(BackupVerb.Create());
program.Add(RestoreVerb.Create());
program.Add(MoveVerb.Create());
program.Add(MigrateVerb.Create());
program.Add(RebuildPortfolioVerb.Create());
program.Add(VerifyVerb.Create());

// Ctrl-C belongs to the web host, which ends open requests first; a fault ends with one line of our own.
return await program.Parse(args).InvokeAsync(new InvocationConfiguration
{
    ProcessTerminationTimeout = null,
    EnableDefaultExceptionHandler = false,
});
