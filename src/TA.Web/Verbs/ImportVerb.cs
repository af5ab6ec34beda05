using System.CommandLine;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;
using TA.Casework.Exchange;
using TA.Casework.Storage;
using TA.Engagements;

namespace TA.Web.Verbs;

/// <summary>Enters the engagements of a file into a data folder that no server has open.</summary>
internal static class ImportVerb
{
    /// <summary>The verb by its name.</summary>
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A file with the columns of engagements-real.csv, UTF-8" };
        var data = Options.Data("data");
        var command = new Command("import", "Enter the engagements of a file") { file, data };
        command.SetAction((parsed, stop) => Offline.Run(parsed.GetRequiredValue(data).FullName, "import", "POST /api/import", async services =>
        {
            await using var content = parsed.GetRequiredValue(file).OpenRead();
            var importer = new Actor(new("import"), "Import at the console", ActorRoles.System, OrganizationId.Unodc);
            var result = await services.GetRequiredService<IMediator>().Send(new ImportEngagements(content, importer, new Told()), stop);
            foreach (var fault in result.Faults)
                Console.WriteLine($"line {fault.Line}, column {fault.Column}{(fault.Name is null ? "" : $" ({fault.Name})")}: {fault.Kind} {fault.Detail}".TrimEnd());
            if (result.Faults.Count > 0)
                Console.Error.WriteLine($"Nothing was imported: the file has {result.Faults.Count} faults.");
            else
                Print(result);
            return result.IsComplete ? 0 : 1;
        }));
        return command;
    }

    private static void Print(ImportResult result)
    {
        if (Console.IsOutputRedirected)
        {
            Console.WriteLine(TabSeparated.Line(ImportResult.TableColumns));
            foreach (var line in result.Table())
                Console.WriteLine(TabSeparated.Line(line));
            return;
        }

        var table = new Table().AddColumns([.. ImportResult.TableColumns]);
        foreach (var line in result.Table())
            table.AddRow([.. line.Select(Markup.Escape)]);
        AnsiConsole.Write(table);
    }

    private sealed class Told : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
            if (!Console.IsErrorRedirected)
                Console.Error.Write($"\r{value.Rows}/{value.Of}{(value.Rows == value.Of ? "\n" : "")}");
        }
    }
}
