using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using TA.Engagements;

namespace TA.Casework.Portfolio;

/// <summary>What a sweep did.</summary>
/// <param name="Read">States that differed from their rows, or had none.</param>
/// <param name="Removed">Rows whose state is gone.</param>
public readonly record struct Swept(int Read, int Removed);

/// <summary>Compares the tags of the grain storage with those of the rows, and has the read model catch up on what differs.</summary>
public sealed partial class Sweep
{
    private const int BatchSize = 64;

    private readonly IDbContextFactory<PortfolioDb> _databases;
    private readonly PortfolioStore _store;
    private readonly Projection _projection;
    private readonly PortfolioSources _sources;
    private readonly ILogger<Sweep> _log;

    internal Sweep(IDbContextFactory<PortfolioDb> databases, PortfolioStore store, Projection projection, PortfolioSources sources, ILogger<Sweep> log) =>
        (_databases, _store, _projection, _sources, _log) = (databases, store, projection, sources, log);

    /// <summary>Sweeps once. A state that cannot be read is logged, and the rest goes on.</summary>
    public async Task<Swept> Run(CancellationToken cancellation = default) => await Run(null, cancellation);

    /// <summary>Drops the read model and makes it again from the grains.</summary>
    /// <param name="progress">Told how many engagements and programmes are done, out of how many.</param>
    /// <param name="cancellation">Stops it; what is missing then is for the next sweep.</param>
    public async Task<Swept> Rebuild(IProgress<(int Done, int Total)>? progress = null, CancellationToken cancellation = default)
    {
        await _store.Reset(cancellation);
        return await Run(progress, cancellation);
    }

    private async Task<Swept> Run(IProgress<(int Done, int Total)>? progress, CancellationToken cancellation)
    {
        async Task<Offer> EngagementOffer(EngagementRecord record, string tag, long since) => new EngagementOffer(record, tag)
        {
            // The store would read them too, but while others wait.
            Older = DayEnds.NeedsSealed(record, since) ? await _sources.Sealed(record.Engagement!.Reference.ToString(), record.Tail[0].Version, cancellation) : null,
        };

        var engagements = await Compare(_sources.Engagements.List(cancellation), Engagements(cancellation), cancellation);
        var programmes = await Compare(_sources.Programmes.List(cancellation), Programmes(cancellation), cancellation);
        var done = new Progress(progress, engagements.Count + programmes.Count);
        var first = await CatchUp(programmes, _sources.Programmes.Read, r => r.Programme is not null, (record, tag, _) => Task.FromResult<Offer>(new ProgrammeOffer(record, tag)), done, cancellation);
        var second = await CatchUp(engagements, _sources.Engagements.Read, r => r.Engagement is not null, EngagementOffer, done, cancellation);
        await _store.NoteFilled(cancellation);
        return new(first.Read + second.Read, first.Removed + second.Removed);
    }

    private async Task<Swept> CatchUp<T>(
        List<Difference> differences, Func<string, CancellationToken, Task<(T State, string Tag)?>> read, Func<T, bool> holds, Func<T, string, long, Task<Offer>> offer, Progress progress,
        CancellationToken cancellation)
    {
        var swept = default(Swept);
        foreach (var chunk in differences.Chunk(BatchSize))
        {
            var offers = new List<Offer>(chunk.Length);
            foreach (var (key, row) in chunk)
            {
                try
                {
                    // Read after the row was seen: if storage knows less than the row, the row is wrong.
                    if (await read(key, cancellation) is { } found && holds(found.State))
                        offers.Add(await offer(found.State, found.Tag, row ?? 0) with { Replaces = row });
                    else if (row is { } version)
                    {
                        await _store.Remove(key, version, cancellation);
                        swept = swept with { Removed = swept.Removed + 1 };
                    }
                }
                catch (Exception fault) when (fault is not OperationCanceledException)
                {
                    NotRead(fault, key);
                }
            }

            await Write(offers, cancellation);
            swept = swept with { Read = swept.Read + offers.Count };
            progress.Add(chunk.Length);
        }

        return swept;
    }

    private async Task Write(List<Offer> offers, CancellationToken cancellation)
    {
        if (offers.Count == 0)
            return;
        try
        {
            await _store.Write(offers, cancellation);
            _projection.Ring(offers);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // One that cannot be written must not hold up the others; the projection tries each again.
            NotWritten(fault, offers.Count);
            foreach (var offer in offers)
                _projection.Put(offer);
        }
    }

    /// <summary>A key to read: there is no row, or another tag than storage has, or storage lists no such key.</summary>
    private readonly record struct Difference(string Key, long? RowVersion);

    private readonly record struct TaggedRow(string Key, string? Tag, long Version);

    /// <summary>Goes through both lists at once, by key.</summary>
    private static async Task<List<Difference>> Compare(IAsyncEnumerable<(string Key, string Tag)> states, IAsyncEnumerable<TaggedRow> rows, CancellationToken cancellation)
    {
        var differences = new List<Difference>();
        await using var stored = states.GetAsyncEnumerator(cancellation);
        await using var known = rows.GetAsyncEnumerator(cancellation);
        var hasStored = await stored.MoveNextAsync();
        var hasKnown = await known.MoveNextAsync();
        while (hasStored || hasKnown)
        {
            var order = !hasStored ? 1 : !hasKnown ? -1 : string.CompareOrdinal(stored.Current.Key, known.Current.Key);
            if (order < 0)
                differences.Add(new(stored.Current.Key, null));
            else if (order > 0)
                differences.Add(new(known.Current.Key, known.Current.Version));
            else if (stored.Current.Tag != known.Current.Tag)
                differences.Add(new(known.Current.Key, known.Current.Version));
            if (order <= 0)
            {
                var key = stored.Current.Key;
                hasStored = await stored.MoveNextAsync();
                if (hasStored && string.CompareOrdinal(key, stored.Current.Key) >= 0)
                    throw new InvalidOperationException($"The catalogue lists '{stored.Current.Key}' behind '{key}'; it must list by key in ordinal order.");
            }

            if (order >= 0)
                hasKnown = await known.MoveNextAsync();
        }

        return differences;
    }

    private async IAsyncEnumerable<TaggedRow> Engagements([EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var db = await _databases.CreateDbContextAsync(cancellation);
        await foreach (var row in db.Engagements.OrderBy(e => e.Reference).Select(e => new TaggedRow(e.Reference, e.Tag, e.Version)).AsAsyncEnumerable().WithCancellation(cancellation))
            yield return row;
    }

    private async IAsyncEnumerable<TaggedRow> Programmes([EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var db = await _databases.CreateDbContextAsync(cancellation);
        await foreach (var row in db.Programmes.OrderBy(p => p.Id).Select(p => new TaggedRow(p.Id, p.Tag, p.Version)).AsAsyncEnumerable().WithCancellation(cancellation))
            yield return row;
    }

    private sealed class Progress(IProgress<(int Done, int Total)>? progress, int total)
    {
        private int _done;

        public void Add(int count)
        {
            _done += count;
            progress?.Report((_done, total));
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The portfolio could not catch up on {Key}; the next sweep tries again.")]
    private partial void NotRead(Exception fault, string key);

    [LoggerMessage(Level = LogLevel.Error, Message = "The sweep could not write {Count} pieces of the portfolio; they are tried again one by one.")]
    private partial void NotWritten(Exception fault, int count);
}
