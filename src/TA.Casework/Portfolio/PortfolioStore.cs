using Microsoft.EntityFrameworkCore;

namespace TA.Casework.Portfolio;

/// <summary>Writes rows: one batch at a time, each in one transaction. On SQLite one process writes; on PostgreSQL the batches of several follow one another.</summary>
internal sealed class PortfolioStore(IDbContextFactory<PortfolioDb> databases, PortfolioSchema schema) : IDisposable
{
    private readonly SemaphoreSlim _writer = new(1, 1);

    /// <summary>
    /// Writes what the offers say that the rows do not. A state that is older than its row, or as old, changes nothing but the tag; see <see cref="Offer.Replaces"/> for
    /// the one exception. Offers of one batch have different keys.
    /// </summary>
    public async Task Write(IReadOnlyCollection<Offer> offers, CancellationToken cancellation)
    {
        await _writer.WaitAsync(cancellation);
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancellation);
            db.ChangeTracker.AutoDetectChangesEnabled = false;
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            // The first statement of every batch: batches of several processes follow one another, in the order of their numbers.
            await db.State.ExecuteUpdateAsync(state => state.SetProperty(s => s.Sequence, s => s.Sequence + 1), cancellation);
            var sequence = await db.State.Select(s => s.Sequence).SingleAsync(cancellation);
            await WriteEngagements(db, [.. offers.OfType<EngagementOffer>()], sequence, cancellation);
            await WriteProgrammes(db, [.. offers.OfType<ProgrammeOffer>()], cancellation);
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }
        finally
        {
            _writer.Release();
        }
    }

    /// <summary>Removes the rows of an engagement or programme if they still have the version.</summary>
    public async Task Remove(string key, long version, CancellationToken cancellation)
    {
        await _writer.WaitAsync(cancellation);
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancellation);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            // First, as in a batch: no other process writes between the look and the deletion.
            var generation = Guid.NewGuid().ToString("n");
            await db.State.ExecuteUpdateAsync(state => state.SetProperty(s => s.Generation, generation), cancellation);
            var isEngagement = await db.Engagements.AnyAsync(e => e.Reference == key && e.Version == version, cancellation);
            if (!isEngagement && !await db.Programmes.AnyAsync(p => p.Id == key && p.Version == version, cancellation))
                return;
            await db.Tasks.Where(t => t.Reference == key).ExecuteDeleteAsync(cancellation);
            await db.Organizations.Where(o => o.Reference == key).ExecuteDeleteAsync(cancellation);
            await db.Officers.Where(o => o.Reference == key).ExecuteDeleteAsync(cancellation);
            await db.Contributions.Where(c => c.Owner == key).ExecuteDeleteAsync(cancellation);
            await db.Coverage.Where(c => c.Reference == key).ExecuteDeleteAsync(cancellation);
            await db.Reviews.Where(r => r.Reference == key).ExecuteDeleteAsync(cancellation);
            await db.Results.Where(r => r.Reference == key).ExecuteDeleteAsync(cancellation);
            await db.Balances.Where(b => b.Reference == key).ExecuteDeleteAsync(cancellation);
            await db.Learnt.Where(l => l.Reference == key).ExecuteDeleteAsync(cancellation);
            await db.Engagements.Where(e => e.Reference == key).ExecuteDeleteAsync(cancellation);
            await db.Programmes.Where(p => p.Id == key).ExecuteDeleteAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }
        finally
        {
            _writer.Release();
        }
    }

    /// <summary>Drops everything; the tables are empty afterwards.</summary>
    public async Task Reset(CancellationToken cancellation)
    {
        await _writer.WaitAsync(cancellation);
        try
        {
            await schema.Reset(cancellation);
        }
        finally
        {
            _writer.Release();
        }
    }

    /// <summary>The version of the row of an engagement or programme, or null when there is none.</summary>
    public async Task<long?> Version(string key, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Engagements.Where(e => e.Reference == key).Select(e => (long?)e.Version).FirstOrDefaultAsync(cancellation)
            ?? await db.Programmes.Where(p => p.Id == key).Select(p => (long?)p.Version).FirstOrDefaultAsync(cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    private static async Task WriteEngagements(PortfolioDb db, List<EngagementOffer> offers, long sequence, CancellationToken cancellation)
    {
        if (offers.Count == 0)
            return;
        var keys = offers.ConvertAll(o => o.Key);
        var there = await db.Engagements.AsTracking().Where(e => keys.Contains(e.Reference)).ToDictionaryAsync(e => e.Reference, cancellation);
        var taken = offers.FindAll(o => IsTaken(o, there.GetValueOrDefault(o.Key) is { } row ? new(row.Version, row.Head, row.Tag) : null, o.Record.Head, tag => there[o.Key].Tag = tag));
        var known = taken.Select(o => o.Key).Where(there.ContainsKey).ToList();
        var organizations = await Children(db.Organizations.Where(o => known.Contains(o.Reference)), o => o.Reference, cancellation);
        var officers = await Children(db.Officers.Where(o => known.Contains(o.Reference)), o => o.Reference, cancellation);
        var tasks = await Children(db.Tasks.Where(t => known.Contains(t.Reference)), t => t.Reference, cancellation);
        var contributions = await Children(db.Contributions.Where(c => known.Contains(c.Owner)), c => c.Owner, cancellation);
        var coverage = await Children(db.Coverage.Where(c => known.Contains(c.Reference)), c => c.Reference, cancellation);
        var reviews = await Children(db.Reviews.Where(r => known.Contains(r.Reference)), r => r.Reference, cancellation);
        var results = await Children(db.Results.Where(r => known.Contains(r.Reference)), r => r.Reference, cancellation);
        var balances = await Children(db.Balances.Where(b => known.Contains(b.Reference)), b => b.Reference, cancellation);
        var learnt = await Children(db.Learnt.Where(l => known.Contains(l.Reference)), l => l.Reference, cancellation);
        foreach (var offer in taken)
        {
            var rows = EngagementRows.Of(offer.Record, offer.Tag);
            rows.Engagement.Sequence = sequence;
            Put(db, there.GetValueOrDefault(offer.Key), rows.Engagement);
            Match(db, organizations[offer.Key], rows.Organizations, o => o.Organization);
            Match(db, officers[offer.Key], rows.Officers, o => o.User);
            Match(db, tasks[offer.Key], rows.Tasks, t => t.Task);
            Match(db, contributions[offer.Key], rows.Contributions, c => c.Contribution);
            Match(db, coverage[offer.Key], rows.Coverage, c => c.Reference);
            Match(db, reviews[offer.Key], rows.Reviews, r => (r.Round, r.Organization));
            Match(db, results[offer.Key], rows.Results.Reached, r => (r.Indicator, r.Year, r.Dimension, r.Category));
            Match(db, balances[offer.Key], rows.Results.Balance, b => b.Reference);
            Match(db, learnt[offer.Key], rows.Results.Learnt, l => l.Id);
        }

        db.ChangeTracker.DetectChanges();
    }

    private static async Task WriteProgrammes(PortfolioDb db, List<ProgrammeOffer> offers, CancellationToken cancellation)
    {
        if (offers.Count == 0)
            return;
        var keys = offers.ConvertAll(o => o.Key);
        var there = await db.Programmes.AsTracking().Where(p => keys.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancellation);
        var taken = offers.FindAll(o => IsTaken(o, there.GetValueOrDefault(o.Key) is { } row ? new(row.Version, "", row.Tag) : null, "", tag => there[o.Key].Tag = tag));
        var known = taken.ConvertAll(o => o.Key);
        var contributions = await Children(db.Contributions.Where(c => known.Contains(c.Owner)), c => c.Owner, cancellation);
        foreach (var offer in taken)
        {
            var rows = ProgrammeRows.Of(offer.Programme, offer.Tag);
            Put(db, there.GetValueOrDefault(offer.Key), rows.Programme);
            Match(db, contributions[offer.Key], rows.Contributions, c => c.Contribution);
        }

        db.ChangeTracker.DetectChanges();
    }

    private sealed record Known(long Version, string Head, string? Tag);

    private static bool IsTaken(Offer offer, Known? row, string head, Action<string> setTag)
    {
        if (row is null || offer.Version > row.Version)
            return true;
        if (offer.Version == row.Version && head == row.Head)
        {
            if (offer.Tag is { } tag && tag != row.Tag)
                setTag(tag);
            return false;
        }

        return offer.Replaces == row.Version;
    }

    private static async Task<ILookup<string, TRow>> Children<TRow>(IQueryable<TRow> rows, Func<TRow, string> owner, CancellationToken cancellation) where TRow : class =>
        (await rows.AsTracking().ToListAsync(cancellation)).ToLookup(owner);

    /// <summary>Lets change tracking find which columns differ, and write only those.</summary>
    private static void Put<TRow>(PortfolioDb db, TRow? there, TRow wanted) where TRow : class
    {
        if (there is null)
            db.Add(wanted);
        else
            db.Entry(there).CurrentValues.SetValues(wanted);
    }

    private static void Match<TRow, TKey>(PortfolioDb db, IEnumerable<TRow> there, IReadOnlyList<TRow> wanted, Func<TRow, TKey> key) where TRow : class where TKey : notnull
    {
        var left = there.ToDictionary(key);
        foreach (var row in wanted)
        {
            left.Remove(key(row), out var old);
            Put(db, old, row);
        }

        db.RemoveRange(left.Values);
    }
}
