using System.CommandLine;
using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using TA.Casework.Portfolio;
using TA.Casework.Storage;
using TA.Casework.UseCases;
using TA.Casework.Verification;
using TA.Web.Placement;

namespace TA.Web.Verbs;

/// <summary>Checks everything that is kept, reading only; also beside a running server.</summary>
internal static class VerifyVerb
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>The verb by its name.</summary>
    public static Command Create()
    {
        var data = Options.Data("data");
        var heads = new Option<FileInfo?>("--heads") { Description = "Compare with the heads of an earlier export", HelpName = "FILE" };
        var write = new Option<FileInfo?>("--write-heads") { Description = "Write the heads of all engagements, to be kept elsewhere; only if nothing is wrong", HelpName = "FILE" };
        var documents = new Option<bool>("--documents") { Description = "Read each document too, to see that it is what its hash says" };
        var command = new Command("verify", "Check that all that is kept is whole: history, state, numbers, portfolio, and that documents are there") { data, heads, write, documents };
        command.SetAction((parsed, stop) => Run(parsed.GetRequiredValue(data).FullName, parsed.GetValue(heads)?.FullName, parsed.GetValue(write)?.FullName, parsed.GetValue(documents), stop));
        return command;
    }

    /// <summary>Returns 0 when nothing is wrong, 1 with a line for each fault on standard output, 2 when it could not be checked.</summary>
    private static async Task<int> Run(string folder, string? heads, string? write, bool readsDocuments, CancellationToken stop)
    {
        try
        {
            var placed = PlacementSettings.Read(PlacementSettings.OfProgram());
            using var kept = KeptInstallation.Open(folder, placed);
            var earlier = heads is null ? [] : await Heads.Read(heads, stop);
            var report = await new Verification(kept.Catalogue, kept.Stored, earlier, PortfolioOf(kept.Database), placed.Contents(folder), Pause, readsDocuments).Run(Progress(), stop);
            Say(report, earlier.Count);
            if (report.Faults.Count > 0)
                return 1;
            if (write is not null)
                await Heads.Write(write, report.Heads, stop);
            return 0;
        }
        catch (Exception fault) when (StorageFault.Is(fault) || fault is IOException or UnauthorizedAccessException or InvalidDataException or DbException or SettingsException)
        {
            await Console.Error.WriteLineAsync($"TA cannot verify {folder}: {string.Join(' ', fault.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}");
            return 2;
        }
    }

    /// <summary>The portfolio of the folder; null where there is none yet, which the next start makes.</summary>
    private static PortfolioComparison? PortfolioOf(SqlDatabase database)
    {
        if (database.File is { } file && !File.Exists(file))
            return null;
        return new ServiceCollection().AddLogging().AddPortfolio(database, _ => throw new InvalidOperationException("Verification rebuilds nothing."), atWork: false)
            .BuildServiceProvider().GetRequiredService<PortfolioComparison>();
    }

    /// <summary>Tells what was checked, and what is wrong, on standard output.</summary>
    public static void Say(VerificationReport report, int earlier)
    {
        foreach (var fault in report.Faults)
            Console.WriteLine($"{fault.Key}: {fault.What}");
        Console.WriteLine($"Checked {report.Engagements} engagements with {report.Events} events, {report.Programmes} programmes, {report.MemberStates} Member States{(report.WithPortfolio ? ", the portfolio" : " (there is no portfolio yet; the next start makes it)")}"
            + (earlier > 0 ? $", {earlier} earlier heads" : "")
            + $": {(report.Faults.Count == 0 ? "nothing is wrong" : $"{report.Faults.Count} faults")}.");
    }

    private static IProgress<int>? Progress() => Console.IsErrorRedirected ? null : new OnTerminal();

    private sealed class OnTerminal : IProgress<int>
    {
        public void Report(int value)
        {
            if (value % 100 == 0)
                Console.Error.Write($"\r{value} records checked");
        }
    }
}
