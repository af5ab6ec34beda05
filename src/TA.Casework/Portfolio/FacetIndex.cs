using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using TA.Engagements;

namespace TA.Casework.Portfolio;

/// <summary>
/// The values of all engagements for counting, in memory. It holds no rule: what is visible and what fits a filter is asked of SQL. Before each use it is brought up to date by the sequence that
/// every batch of the writer raises, so that it is as fresh as the rows, whichever process writes them.
/// </summary>
internal sealed class FacetIndex(IDbContextFactory<PortfolioDb> databases) : IDisposable
{
    private readonly SemaphoreSlim _refreshing = new(1, 1);
    private readonly Words[] _words = [.. Enum.GetValues<PortfolioFacet>().Select(_ => new Words())];
    private volatile Moment _moment = new("", 0, ImmutableDictionary<string, Entry>.Empty);

    private sealed record Moment(string Generation, long Sequence, IReadOnlyDictionary<string, Entry> Entries);

    /// <summary>The values of one engagement, each as the number of its word; topics and workstreams as bits.</summary>
    internal sealed record Entry(int Region, int MemberState, int LeadOffice, int LeadOfficer, int[] Partners, int Topics, int Workstreams, EngagementState State, HealthFacts Health);

    /// <summary>The values by reference, as the rows are now.</summary>
    public async Task<IReadOnlyDictionary<string, Entry>> Entries(PortfolioDb db, CancellationToken cancellation)
    {
        var state = await db.State.SingleAsync(cancellation);
        if (_moment is { } there && there.Generation == state.Generation && there.Sequence >= state.Sequence)
            return there.Entries;
        await _refreshing.WaitAsync(cancellation);
        try
        {
            await Refresh(cancellation);
            return _moment.Entries;
        }
        finally
        {
            _refreshing.Release();
        }
    }

    /// <summary>The words of a facet by their numbers.</summary>
    public string[] WordsOf(PortfolioFacet facet) => _words[(int)facet].Snapshot();

    /// <inheritdoc/>
    public void Dispose() => _refreshing.Dispose();

    private async Task Refresh(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);

        // The numbers are read before the rows: what is written between the two is read again next time.
        var state = await db.State.SingleAsync(cancellation);
        var before = _moment;
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
        _moment = new(state.Generation, state.Sequence, entries);
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
