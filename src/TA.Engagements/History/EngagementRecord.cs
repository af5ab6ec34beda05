using System.Text.Json;

namespace TA.Engagements;

/// <summary>What is kept of an engagement in one atomic write: its state, the newest events, the newest commands. Immutable.</summary>
public sealed record EngagementRecord
{
    /// <summary>The form this product writes; it reads this one and all before it. A record in a newer form is not touched. 1: life cycle, plan and tasks. 2: the work of the workstreams, results, agreements, risks.</summary>
    public const int CurrentFormat = 2;

    /// <summary>Events in a sealed segment of history.</summary>
    public const int SegmentLength = 32;

    /// <summary>The form of the record.</summary>
    public int Format { get; init; }

    /// <summary>The engagement, or null before it is opened.</summary>
    public Engagement? Engagement { get; init; }

    /// <summary>The newest events, 32 to 63 once there are that many; older ones are sealed in segments.</summary>
    public Items<HistoryEntry> Tail { get; init; }

    /// <summary>The newest accepted commands.</summary>
    public RecentCommands Recent { get; init; }

    /// <summary>The number of events so far.</summary>
    public long Version => Engagement?.Version ?? 0;

    /// <summary>The hash of the newest event.</summary>
    public string Head => Tail.Count == 0 ? HistoryEntry.NoHash : Tail[^1].Hash;

    /// <summary>What the rules answer to a command, and the record it makes.</summary>
    /// <param name="reference">The engagement's number.</param>
    /// <param name="commandId">The command's identifier.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="command">The command.</param>
    /// <param name="now">The clock; an event never gets an earlier time than the one before.</param>
    /// <param name="sealedThrough">The newest version that is safe in a sealed segment, so that the tail may let go of it.</param>
    /// <param name="people">What the accounts said of the people whom the command names, see <see cref="NamedPeople.Of"/>.</param>
    public RecordAnswer Answer(
        EngagementReference reference, Guid commandId, Actor actor, EngagementCommand command, DateTimeOffset now, long sealedThrough, Items<KnownPerson> people = default)
    {
        var fingerprint = RecentCommands.Fingerprint(actor.User, JsonSerializer.SerializeToUtf8Bytes(command, EngagementJson.Stored));
        if (Recent.Find(commandId) is { } known)
            return known.Fingerprint == fingerprint ? new(this, known.Version, IsRepetition: true) : new(this, Version, new CommandIdReused(commandId));
        if (WellFormed.Check(command) is { } malformed)
            return new(this, Version, malformed);
        if (Permissions.Refusal(actor, Engagement, command) is { } forbidden)
            return new(this, Version, forbidden);

        var asked = new Asked(reference, commandId, actor, Tail.Count > 0 && now <= Tail[^1].At ? Tail[^1].At.AddTicks(1) : now.ToUniversalTime(), people);
        var decision = EngagementRules.Decide(Engagement, command, asked);
        return decision switch
        {
            { Refusal: { } refusal } => new(this, Version, refusal),
            { Events.Count: 0 } => new(this, Version),
            _ when command.SeenAt() is { } seen && seen < Recent.Reach => new(this, Version, new SeenTooLongAgo(seen, Recent.Reach)),
            _ => With(decision.Events, asked, fingerprint, sealedThrough),
        };
    }

    private RecordAnswer With(Items<EngagementEvent> events, in Asked asked, long fingerprint, long sealedThrough)
    {
        var engagement = Engagement;
        var version = Version;
        var head = Head;
        var entries = new List<HistoryEntry>(events.Count);
        foreach (var happened in events)
        {
            var entry = HistoryEntry.Write(++version, asked.Now.AddTicks(entries.Count), asked.Actor, asked.CommandId, head, happened);
            engagement = engagement.Apply(happened, entry.Occurrence);
            head = entry.Hash;
            entries.Add(entry);
        }

        var next = new EngagementRecord
        {
            Format = CurrentFormat,
            Engagement = engagement,
            Tail = Tail.Where(e => e.Version > sealedThrough).Concat(entries).ToItems(),
            Recent = Recent.Add(asked.CommandId, fingerprint, version),
        };
        return new(next, version);
    }
}

/// <summary>The answer to a command.</summary>
/// <param name="Record">The record after it; the same one where nothing changed.</param>
/// <param name="Version">The version the answer speaks of; for a repetition that of the first answer.</param>
/// <param name="Refusal">Why not, or null.</param>
/// <param name="IsRepetition">The command was accepted before.</param>
public readonly record struct RecordAnswer(EngagementRecord Record, long Version, Refusal? Refusal = null, bool IsRepetition = false);

/// <summary>The person saw the engagement so long ago that the command may be the repetition of one that is forgotten.</summary>
/// <param name="AsOf">The version that was seen.</param>
/// <param name="Least">The oldest version that may be named.</param>
public sealed record SeenTooLongAgo(long AsOf, long Least) : Refusal
{
    /// <inheritdoc/>
    public override RefusalKind Kind() => RefusalKind.Conflict;
}

/// <summary>The command's identifier was used for another command.</summary>
public sealed record CommandIdReused(Guid CommandId) : Refusal;
