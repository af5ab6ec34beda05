using System.Data.Common;
using Orleans.Storage;
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
    /// <summary>Returns what the work returns; 1 with one line on standard error when it cannot be done, 2 when the settings or the tables of a server keep it from beginning.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="work">The work.</param>
    public static async Task<int> Try(string verb, Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception fault) when (StorageFault.Is(fault) || fault is IOException or InvalidDataException or UnauthorizedAccessException or DbException or SettingsException or NotMigratedException
            or InconsistentStateException or OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"TA cannot {verb}: {Running.InOneLine(fault)}");
            return fault is SettingsException or NotMigratedException ? 2 : 1;
        }
    }

    /// <summary>Puts pieces into an empty place, or goes on with it, and checks what is there then. Returns 0 when nothing is wrong, 1 with a line for each fault on standard output.</summary>
    /// <param name="folder">The data folder of the place, which this process holds.</param>
    /// <param name="placed">The place.</param>
    /// <param name="from">What the pieces come from.</param>
    /// <param name="pieces">The pieces.</param>
    /// <param name="count">How many there are; 0 if nobody knows.</param>
    /// <param name="stop">Gives up; the same can be begun again.</param>
    public static async Task<int> Into(string folder, Placed placed, string from, IAsyncEnumerable<Piece> pieces, int count, CancellationToken stop)
    {
        await using var place = await InstallationAtRest.Open(folder, placed, stop);
        var target = place.Services.GetRequiredService<InstallationTarget>();
        await target.Begin(from, stop);
        var (progress, done) = (Told.Of("pieces put in place"), 0);
        await foreach (var piece in pieces.WithCancellation(stop))
        {
            await target.Put(piece, stop);
            progress?.Report((++done, count));
        }

        await target.Finish(Told.Of("engagements and programmes in the portfolio"), stop);
        var report = await new Verification(
            place.Services.GetRequiredService<IEngagementCatalogue>(), place.Services.GetRequiredService<IStoredGrains>(), target.Heads,
            place.Services.GetRequiredService<PortfolioComparison>(), TimeSpan.Zero).Run(null, stop);
        VerifyVerb.Say(report, target.Heads.Count);
        return report.Faults.Count == 0 ? 0 : 1;
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
