using System.Data.Common;
using System.Runtime.InteropServices;
using Orleans.Storage;
using TA.Casework.Documents;
using TA.Casework.Installations;
using TA.Casework.Portfolio;
using TA.Casework.Storage;
using TA.Casework.UseCases;
using TA.Casework.Verification;
using TA.Web.Placement;

namespace TA.Web.Verbs;

/// <summary>What backup, restore and move have in common.</summary>
internal static class Copying
{
    // A storage account has room for many writers; SQLite lets one through at a time.
    private const int AtOnce = 8;

    /// <summary>Returns what the work returns; 1 with one line on standard error when it cannot be done, 2 when the settings or the tables of a server keep it from beginning.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="work">The work. It is told to give up by Ctrl-C, and when the machine ends the process.</param>
    public static async Task<int> Try(string verb, Func<CancellationToken, Task<int>> work)
    {
        using var stop = new CancellationTokenSource();
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }

        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var end = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            return await work(stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync($"TA was told to stop before the {verb} was done; the same command begins it again.");
            return 1;
        }
        catch (Exception fault) when (StorageFault.Is(fault) || GrainFault.Is(fault) || fault is IOException or InvalidDataException or UnauthorizedAccessException or DbException or SettingsException or NotMigratedException
            or InconsistentStateException)
        {
            await Console.Error.WriteLineAsync($"TA cannot {verb}: {Running.InOneLine(fault)}");
            return fault is SettingsException or NotMigratedException ? 2 : 1;
        }
    }

    /// <summary>
    /// Puts pieces into an empty place, or goes on with it, and checks what is there then. Returns 0 when nothing is wrong, 1 with a line for each fault on standard output: then no site starts there.
    /// </summary>
    /// <param name="folder">The data folder of the place, which this process holds.</param>
    /// <param name="placed">The place.</param>
    /// <param name="from">What the pieces come from.</param>
    /// <param name="pieces">The pieces.</param>
    /// <param name="stop">Gives up; the same can be begun again.</param>
    public static async Task<int> Into(string folder, Placed placed, string from, IAsyncEnumerable<Piece> pieces, CancellationToken stop)
    {
        await NobodyWorks(placed, folder, stop);
        await using var place = await InstallationAtRest.Open(folder, placed, stop);
        var target = place.Services.GetRequiredService<InstallationTarget>();
        await target.Begin(from, stop);
        await Parallel.ForEachAsync(pieces, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop }, async (piece, cancellation) => await target.Put(piece, cancellation));
        await target.Finish(Told.Of("engagements and programmes in the portfolio"), stop);
        var report = await new Verification(
            place.Services.GetRequiredService<IEngagementCatalogue>(), place.Services.GetRequiredService<IStoredGrains>(), target.Heads,
            place.Services.GetRequiredService<PortfolioComparison>(), place.Services.GetRequiredService<IContents>(), TimeSpan.Zero).Run(null, stop);
        VerifyVerb.Say(report, target.Heads.Count);
        if (report.Faults.Count > 0)
            return 1;
        await target.End(stop);
        return 0;
    }

    /// <summary>Ends with an exception if a silo works on an installation that several can work on. A folder is held by its lock.</summary>
    public static async Task NobodyWorks(Placed placed, string folder, CancellationToken stop)
    {
        if (placed.ConnectionString is null)
            return;
        await using var database = placed.Open(folder);
        await new SilosAtWork(database).Refuse(stop);
    }

    /// <summary>What a backup holds, in words.</summary>
    public static string InWords(this BackupManifest manifest)
    {
        int Of(string kind) => manifest.Pieces.Count(p => p.Name.StartsWith($"{kind}/", StringComparison.Ordinal));
        return $"{Of("engagement")} engagements, {Of("programme")} programmes, {Of("member-state")} Member States and {Of("documents")} documents, as they were at {manifest.Begun:yyyy-MM-dd HH:mm:ss} UTC or later";
    }
}

/// <summary>Tells a person at a terminal how far it is; quiet when nobody looks.</summary>
internal sealed class Told : IProgress<(int Done, int Of)>
{
    private readonly string _what;

    private Told(string what) => _what = what;

    /// <summary>For a terminal; null where there is none.</summary>
    /// <param name="what">What is counted.</param>
    public static Told? Of(string what) => Console.IsErrorRedirected ? null : new(what);

    /// <inheritdoc/>
    public void Report((int Done, int Of) value)
    {
        if (value.Done % 20 == 0 || value.Done == value.Of)
            Console.Error.Write($"\r{value.Done}/{value.Of} {_what}{(value.Done == value.Of ? "\n" : "")}");
    }
}
