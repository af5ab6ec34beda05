using Microsoft.EntityFrameworkCore;
using TA.Casework.Grains;
using TA.Casework.Portfolio;
using TA.Casework.Storage;
using TA.Engagements;

namespace TA.Casework.Mail;

/// <summary>What happened to an engagement since it was last looked through for mails.</summary>
/// <param name="Engagement">The engagement as it is now.</param>
/// <param name="Entries">What is new in its history, oldest first; what happened more than <see cref="Outbox.OldestNews"/> ago is left out.</param>
/// <param name="Tag">The storage tag it has.</param>
public sealed record News(Engagement Engagement, IReadOnlyList<HistoryEntry> Entries, string Tag);

/// <summary>
/// Mails that wait to be sent, in SQL. Which there are follows from the histories of the engagements: an engagement whose storage tag has changed is looked through from the version at which it
/// was last seen, and the mails that come of it are put here in the same transaction that moves this version on. A crash at any moment therefore loses no mail and puts none here twice.
/// </summary>
public sealed class Outbox
{
    /// <summary>What happened longer ago is told to nobody: after a long pause, or with an old copy of the database, people are not flooded with old news.</summary>
    public static readonly TimeSpan OldestNews = TimeSpan.FromDays(7);

    private readonly IDbContextFactory<MailDb> _databases;
    private readonly MailSchema _schema;
    private readonly IEngagementCatalogue _catalogue;
    private readonly GrainArchive _archive;
    private readonly Leases _leases;
    private readonly TimeProvider _clock;
    private readonly bool _makesTables;
    private readonly Dictionary<string, SeenEngagement> _seen = [];
    private long _began;

    internal Outbox(IDbContextFactory<MailDb> databases, MailSchema schema, IEngagementCatalogue catalogue, GrainArchive archive, Leases leases, TimeProvider clock, bool makesTables) =>
        (_databases, _schema, _catalogue, _archive, _leases, _clock, _makesTables) = (databases, schema, catalogue, archive, leases, clock, makesTables);

    /// <summary>Makes the tables or brings them up to date, and nothing else.</summary>
    public Task MakeTables(CancellationToken cancellation = default) => _schema.Prepare(cancellation);

    /// <summary>Looks whether the tables of a server are there.</summary>
    /// <exception cref="NotMigratedException">They are not.</exception>
    public Task CheckTables(CancellationToken cancellation = default) => _schema.Check(cancellation);

    /// <summary>Makes the tables of a file; those of a server have to be there. Where there were none, everything that is there already counts as seen: mails begin now. To be called before anything changes.</summary>
    public async Task Prepare(CancellationToken cancellation)
    {
        await (_makesTables ? _schema.Prepare(cancellation) : _schema.Check(cancellation));
        await using var db = await _databases.CreateDbContextAsync(cancellation);
        if (await db.Beginnings.AnyAsync(cancellation))
            return;
        try
        {
            await foreach (var entry in _catalogue.List("engagement", cancellation))
                db.Add(new SeenEngagement { Reference = entry.Key, Tag = entry.Tag, Version = 0 });
            db.Add(new MailBeginning { At = _clock.GetUtcNow().UtcTicks });
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            // Perhaps another process that started at the same time was faster.
            if (!await db.Beginnings.AnyAsync(cancellation))
                throw;
        }
    }

    /// <summary>Whether this process may look and send now. Others are kept from it for the time given; call it again before it has run out.</summary>
    public async Task<bool> TakeTurn(TimeSpan length, CancellationToken cancellation)
    {
        if (await _leases.Take("mail", length, cancellation))
            return true;
        _seen.Clear();
        return false;
    }

    /// <summary>Gives the turn to whoever else waits for it.</summary>
    public Task GiveTurnBack() => _leases.GiveBack("mail");

    /// <summary>The engagements that have changed since they were last looked through.</summary>
    public async Task<List<string>> Changed(CancellationToken cancellation)
    {
        await ReadSeen(cancellation);
        var changed = new List<string>();
        await foreach (var entry in _catalogue.List("engagement", cancellation))
            if (_seen.GetValueOrDefault(entry.Key)?.Tag != entry.Tag)
                changed.Add(entry.Key);
        return changed;
    }

    /// <summary>What is new of an engagement; null when there is none of that reference.</summary>
    public async Task<News?> Look(string reference, CancellationToken cancellation)
    {
        await ReadSeen(cancellation);
        if (await _archive.Read<EngagementRecord>("engagement", GrainId.Create("engagement", reference), cancellation) is not { State: { Engagement: { } engagement } record, Tag: var tag })
            return null;
        var after = _seen.GetValueOrDefault(reference)?.Version ?? 0;
        var oldest = new DateTimeOffset(Math.Max(_began, (_clock.GetUtcNow() - OldestNews).UtcTicks), TimeSpan.Zero);
        var history = record.Tail.ToList();
        while (history is [{ Version: > 1 } first, ..] && first.Version > after + 1 && first.At >= oldest)
        {
            var segment = (first.Version - 2) / EngagementRecord.SegmentLength;
            var key = GrainKeys.Segment(engagement.Reference, segment);
            if (await _archive.Read<HistorySegment>("history", GrainId.Create("history", key), cancellation) is not { } older)
                throw new InvalidOperationException($"{key} is missing.");
            history.InsertRange(0, older.State.Entries.Where(e => e.Version < first.Version));
        }

        return new(engagement, [.. history.Where(e => e.Version > after && e.At >= oldest)], tag);
    }

    /// <summary>Puts mails in and notes how far the engagement has been looked through, both or neither.</summary>
    public async Task Keep(News news, IReadOnlyList<WaitingMail> mails, CancellationToken cancellation)
    {
        await using var db = await _databases.CreateDbContextAsync(cancellation);
        var seen = new SeenEngagement { Reference = news.Engagement.Reference.ToString(), Tag = news.Tag, Version = news.Engagement.Version };
        if (_seen.GetValueOrDefault(seen.Reference) is { } before)
        {
            // Whoever stood still while another had the turn finds another version there, and puts nothing in.
            var row = db.Entry(seen);
            row.State = EntityState.Modified;
            row.Property(s => s.Version).OriginalValue = before.Version;
        }
        else
            db.Add(seen);
        db.AddRange(mails);
        try
        {
            await db.SaveChangesAsync(cancellation);
            _seen[seen.Reference] = seen;
        }
        catch
        {
            // Perhaps another process has had the turn meanwhile: what is in memory counts no longer.
            _seen.Clear();
            throw;
        }
    }

    /// <summary>The mails whose time has come, those that have waited longest first.</summary>
    public async Task<List<WaitingMail>> Due(int most, CancellationToken cancellation)
    {
        var now = _clock.GetUtcNow().UtcTicks;
        await using var db = await _databases.CreateDbContextAsync(cancellation);
        return await db.Waiting.Where(m => m.NextAt <= now).OrderBy(m => m.Since).ThenBy(m => m.Id).Take(most).ToListAsync(cancellation);
    }

    /// <summary>Takes a mail out.</summary>
    public async Task Done(WaitingMail mail, CancellationToken cancellation)
    {
        await using var db = await _databases.CreateDbContextAsync(cancellation);
        await db.Waiting.Where(m => m.Id == mail.Id).ExecuteDeleteAsync(cancellation);
    }

    /// <summary>Has a mail that was refused wait for its next turn.</summary>
    public async Task Later(WaitingMail mail, TimeSpan pause, CancellationToken cancellation)
    {
        var at = (_clock.GetUtcNow() + pause).UtcTicks;
        await using var db = await _databases.CreateDbContextAsync(cancellation);
        await db.Waiting.Where(m => m.Id == mail.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.NextAt, at).SetProperty(m => m.Failures, mail.Failures + 1), cancellation);
    }

    /// <summary>From then on kept in memory: this process alone looks, for as long as it has the turn.</summary>
    private async Task ReadSeen(CancellationToken cancellation)
    {
        if (_seen.Count > 0)
            return;
        await using var db = await _databases.CreateDbContextAsync(cancellation);
        _began = await db.Beginnings.Select(b => b.At).SingleAsync(cancellation);
        foreach (var seen in await db.Seen.ToListAsync(cancellation))
            _seen[seen.Reference] = seen;
    }
}
