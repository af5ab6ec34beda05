using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using TA.Engagements;

namespace TA.Casework.Portfolio;

/// <summary>
/// The values of all engagements for counting, in memory. It holds no rule: what is visible and what fits a filter is asked of SQL. Before each use it is brought up to date by the sequence that
/// every batch of the writer raises, so that it is as fresh as the rows, whichever process writes them.
/// </summary>
internal sealed class FacetIndex(PortfolioReader portfolio) : IDisposable
{
    // Of 100,000 engagements a day takes some 20 MB.
    private const int MostEarlierDays = 4;

    private readonly Words[] _words = [.. Enum.GetValues<PortfolioFacet>().Select(_ => new Words())];
    private readonly OfDay _today = new();
    private readonly Lock _choosing = new();
    private readonly List<(DateOnly Day, OfDay Index)> _earlier = [];

    private sealed record Moment(string Generation, long Sequence, IReadOnlyDictionary<string, Entry> Entries);

    /// <summary>The values at the end of one day, as far as they are known. Those of an earlier day change as well, when one of its events comes late.</summary>
    private sealed class OfDay
    {
        public SemaphoreSlim Refreshing { get; } = new(1, 1);

        public volatile Moment Newest = new("", 0, ImmutableDictionary<string, Entry>.Empty);
    }

    /// <summary>The values of one engagement, each as the number of its word; topics and workstreams as bits.</summary>
    internal sealed record Entry(int Region, int MemberState, int LeadOffice, int LeadOfficer, int[] Partners, int Topics, int Workstreams, EngagementState State, HealthFacts Health);

    /// <summary>The values by reference, as the rows for the day are now.</summary>
    public async Task<IReadOnlyDictionary<string, Entry>> Entries(PortfolioDb db, PortfolioDay day, CancellationToken cancellation)
    {
        var state = await db.State.SingleAsync(cancellation);
        var index = Of(day);
        if (index.Newest is { } there && there.Generation == state.Generation && there.Sequence >= state.Sequence)
            return there.Entries;
        await index.Refreshing.WaitAsync(cancellation);
        try
        {
            await Refresh(index, day, cancellation);
            return index.Newest.Entries;
        }
        finally
        {
            index.Refreshing.Release();
        }
    }

    /// <summary>The words of a facet by their numbers.</summary>
    public string[] WordsOf(PortfolioFacet facet) => _words[(int)facet].Snapshot();

    /// <inheritdoc/>
    public void Dispose() => _today.Refreshing.Dispose();

    private OfDay Of(PortfolioDay day)
    {
        if (!day.IsPast)
            return _today;
        lock (_choosing)
        {
            var at = _earlier.FindIndex(e => e.Day == day.On);
            var chosen = at < 0 ? (Day: day.On, Index: new OfDay()) : _earlier[at];
            if (at >= 0)
                _earlier.RemoveAt(at);
            else if (_earlier.Count == MostEarlierDays)
                _earlier.RemoveAt(0);
            _earlier.Add(chosen);
            return chosen.Index;
        }
    }

    private async Task Refresh(OfDay index, PortfolioDay day, CancellationToken cancellation)
    {
        await using var db = await portfolio.Open(day, cancellation);

        // The numbers are read before the rows: what is written between the two is read again next time.
        var state = await db.State.SingleAsync(cancellation);
        var before = index.Newest;
        var isAnew = before.Generation != state.Generation;
        var known = isAnew ? 0 : before.Sequence;
        var entries = isAnew ? [] : new Dictionary<string, Entry>(before.Entries);
        var changed = db.Engagements.Where(e => e.Sequence > known).Select(e => new
        {
            e.Reference, e.Region, e.MemberState, e.LeadOffice, e.LeadOfficer, e.Partners, e.Topics, e.Workstreams, e.State, e.HasHealth, e.IsBlocked, e.AtRiskFrom, e.LateFrom,
        });
        await foreach (var row in changed.AsAsyncEnumerable().WithCancellation(cancellation))
            entries[row.Reference] = new(
                Number(PortfolioFacet.Region, row.Region), Number(PortfolioFacet.MemberState, row.MemberState), Number(PortfolioFacet.LeadOffice, row.LeadOffice),
                Number(PortfolioFacet.LeadOfficer, row.LeadOfficer), [.. row.Partners.Split(' ').Select(p => Number(PortfolioFacet.Partner, p))],
                row.Topics, row.Workstreams, row.State, new(row.HasHealth, row.IsBlocked, row.AtRiskFrom, row.LateFrom, null));
        index.Newest = new(state.Generation, state.Sequence, entries);
    }

    private int Number(PortfolioFacet facet, string word) => _words[(int)facet].Number(word);

    /// <summary>Gives numbers to words; a number stays with its word.</summary>
    private sealed class Words
    {
        private readonly Dictionary<string, int> _numbers = [];
        private readonly List<string> _words = [];

        public int Number(string word)
        {
            lock (_words)
            {
                if (_numbers.TryGetValue(word, out var number))
                    return number;
                _words.Add(word);
                return _numbers[word] = _words.Count - 1;
            }
        }

        public string[] Snapshot()
        {
            lock (_words)
                return [.. _words];
        }
    }
}
