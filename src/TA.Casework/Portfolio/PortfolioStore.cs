using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using TA.Engagements;

namespace TA.Casework.Portfolio;

/// <summary>
/// Writes rows: one batch at a time, each in one transaction. On SQLite one process writes; on PostgreSQL the batches of several follow one another. What stood at the end of an earlier day goes to the tables of
/// the past. Where the rows have missed events of several days, it is made from the history.
/// </summary>
internal sealed partial class PortfolioStore(IDbContextFactory<PortfolioDb> databases, PortfolioSchema schema, PortfolioSources sources, ILogger<PortfolioStore> log) : IDisposable
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
            await using var past = PastDb.Beside(db);
            await past.Remove(key, cancellation);
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

    /// <summary>Notes that all states have their rows, as far as they can be read.</summary>
    public async Task NoteFilled(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        if (await db.State.AnyAsync(s => s.IsFilled, cancellation))
            return;
        await db.State.ExecuteUpdateAsync(state => state.SetProperty(s => s.IsFilled, true), cancellation);
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

    private async Task WriteEngagements(PortfolioDb db, List<EngagementOffer> offers, long sequence, CancellationToken cancellation)
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
        var past = new Past(db, taken.Where(o => IsReplaced(o, there.GetValueOrDefault(o.Key)?.Version)).Select(o => o.Key));
        foreach (var offer in taken)
        {
            var row = there.GetValueOrDefault(offer.Key);
            var moments = await Moments(offer, past.Replaces(offer.Key) ? 0 : row?.Version ?? 0, cancellation);
            var days = moments.ConvertAll(m => (m.Day, Rows: EngagementRows.Of(m, offer.Tag)));
            var rows = days[^1].Rows;
            foreach (var (_, made) in days)
                made.Engagement.Sequence = sequence;
            Match<EngagementRow, string>(row is null ? [] : [row], r => [r.Engagement], e => e.Reference);
            Match(organizations[offer.Key], r => r.Organizations, o => o.Organization);
            Match(officers[offer.Key], r => r.Officers, o => o.User);
            Match(tasks[offer.Key], r => r.Tasks, t => t.Task);
            Match(contributions[offer.Key], r => r.Contributions, c => c.Contribution);
            Match(coverage[offer.Key], r => r.Coverage, c => c.Reference);
            PortfolioStore.Match(db, reviews[offer.Key], rows.Reviews, r => (r.Round, r.Organization));
            Match(results[offer.Key], r => r.Results.Reached, r => (r.Indicator, r.Year, r.Dimension, r.Category, r.TellsFrom));
            Match(balances[offer.Key], r => r.Results.Balance, b => b.Reference);
            PortfolioStore.Match(db, learnt[offer.Key], rows.Results.Learnt, l => l.Id);

            void Match<TRow, TKey>(IEnumerable<TRow> known, Func<EngagementRows, IReadOnlyList<TRow>> made, Func<TRow, TKey> key) where TRow : DatedRow where TKey : notnull =>
                past.Match(offer.Key, known, days.Select(d => (d.Day, made(d.Rows))), key);
        }

        await past.Keep(cancellation);
        db.ChangeTracker.DetectChanges();
    }

    private async Task<List<Moment>> Moments(EngagementOffer offer, long since, CancellationToken cancellation)
    {
        var older = offer.Older ?? (DayEnds.NeedsSealed(offer.Record, since) ? await sources.Sealed(offer.Key, offer.Record.Tail[0].Version, cancellation) : []);
        try
        {
            return DayEnds.Of(offer.Record, older, since);
        }
        catch (HistoryNotWholeException fault)
        {
            // Today must be right even so.
            LogNotWhole(fault, offer.Key);
            return [Moment.Of(offer.Record)];
        }
    }

    private async Task WriteProgrammes(PortfolioDb db, List<ProgrammeOffer> offers, CancellationToken cancellation)
    {
        if (offers.Count == 0)
            return;
        var keys = offers.ConvertAll(o => o.Key);
        var there = await db.Programmes.AsTracking().Where(p => keys.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancellation);
        var taken = offers.FindAll(o => IsTaken(o, there.GetValueOrDefault(o.Key) is { } row ? new(row.Version, "", row.Tag) : null, "", tag => there[o.Key].Tag = tag));
        var known = taken.ConvertAll(o => o.Key);
        var contributions = await Children(db.Contributions.Where(c => known.Contains(c.Owner)), c => c.Owner, cancellation);
        var past = new Past(db, taken.Where(o => IsReplaced(o, there.GetValueOrDefault(o.Key)?.Version)).Select(o => o.Key));
        foreach (var offer in taken)
        {
            var row = there.GetValueOrDefault(offer.Key);
            var days = Moments(offer, past.Replaces(offer.Key) ? 0 : row?.Version ?? 0).ConvertAll(m => (m.Day, Rows: ProgrammeRows.Of(m.Programme, offer.Tag)));
            past.Match(offer.Key, row is null ? [] : [row], days.Select(d => (d.Day, (IReadOnlyList<ProgrammeRow>)[d.Rows.Programme])), p => p.Id);
            past.Match(offer.Key, contributions[offer.Key], days.Select(d => (d.Day, d.Rows.Contributions)), c => c.Contribution);
        }

        await past.Keep(cancellation);
        db.ChangeTracker.DetectChanges();
    }

    private List<ProgrammeMoment> Moments(ProgrammeOffer offer, long since)
    {
        try
        {
            return DayEnds.Of(offer.Record, since);
        }
        catch (HistoryNotWholeException fault)
        {
            LogNotWhole(fault, offer.Key);
            return [new(offer.Record.Programme!, offer.Record.History is [.., var newest] ? Moment.DayOf(newest.At) : DateOnly.MinValue)];
        }
    }

    /// <summary>The rows come from a history that storage no longer knows, and so do their earlier versions.</summary>
    private static bool IsReplaced(Offer offer, long? version) => version is { } there && offer.Version <= there;

    /// <summary>The versions that a batch leaves to the past.</summary>
    private sealed class Past(PortfolioDb db, IEnumerable<string> replaced)
    {
        private readonly HashSet<string> _replaced = [.. replaced];
        private readonly List<DatedRow> _ended = [];
        private readonly List<Action> _matches = [];

        public bool Replaces(string key) => _replaced.Contains(key);

        /// <summary>Finds how rows of one kind come to where the last of the days has them.</summary>
        public void Match<TRow, TKey>(string offer, IEnumerable<TRow> known, IEnumerable<(DateOnly Day, IReadOnlyList<TRow> Rows)> days, Func<TRow, TKey> key) where TRow : DatedRow where TKey : notnull
        {
            var there = known.ToList();
            var now = new Versions(_ended).Now(Replaces(offer) ? [] : there, days, key);
            _matches.Add(() => PortfolioStore.Match(db, there, now, key));
        }

        /// <summary>Writes what has ended, and only then changes the rows from which some of it comes.</summary>
        public async Task Keep(CancellationToken cancellation)
        {
            if (_ended.Count > 0 || _replaced.Count > 0)
            {
                await using var past = PastDb.Beside(db);
                foreach (var key in _replaced)
                    await past.Remove(key, cancellation);
                past.AddRange(_ended);
                await past.SaveChangesAsync(cancellation);
            }

            if (_replaced.Count > 0)
            {
                var generation = Guid.NewGuid().ToString("n");
                await db.State.ExecuteUpdateAsync(state => state.SetProperty(s => s.Generation, generation), cancellation);
            }

            foreach (var match in _matches)
                match();
        }
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

    [LoggerMessage(Level = LogLevel.Error, Message = "The history of {Key} is not whole: the portfolio as of earlier days lacks what it does not tell.")]
    private partial void LogNotWhole(Exception fault, string key);
}
