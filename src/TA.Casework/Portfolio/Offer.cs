using System.Diagnostics;
using TA.Casework.Grains;
using TA.Engagements;

namespace TA.Casework.Portfolio;

/// <summary>A committed state on its way into the read model.</summary>
/// <param name="Key">Reference of the engagement, or identifier of the programme.</param>
/// <param name="Version">Its version.</param>
/// <param name="Tag">The storage tag under which exactly this state is kept, or null when that is not certain.</param>
internal abstract record Offer(string Key, long Version, string? Tag)
{
    /// <summary>
    /// The version of the row that was there when the state was read from storage afterwards. A row that still has it and is not what storage says comes
    /// from a history that storage no longer knows (a restored backup), and is replaced even by an older state.
    /// </summary>
    public long? Replaces { get; init; }

    /// <summary>When it was committed, as <see cref="TimeProvider.GetTimestamp"/> has it; 0 where nobody knows.</summary>
    public long At { get; init; }

    /// <summary>The trace of the change that made it.</summary>
    public ActivityContext Trace { get; init; }

    /// <summary>How often writing it has failed.</summary>
    public int Failures { get; init; }

    /// <summary>The one of two offers of the same key that is to be written.</summary>
    public static Offer Newer(Offer one, Offer other) =>
        one.Version != other.Version ? (one.Version > other.Version ? one : other)
        : other.Tag is not null || one.Tag is null ? other
        : one;
}

/// <summary>An engagement's record.</summary>
internal sealed record EngagementOffer(EngagementRecord Record, string? Tag) : Offer(Record.Engagement!.Reference.ToString(), Record.Version, Tag)
{
    /// <summary>The sealed events before the record's tail, read ahead where they will be needed; or null.</summary>
    public IReadOnlyList<HistoryEntry>? Older { get; init; }
}

/// <summary>A programme's record.</summary>
internal sealed record ProgrammeOffer(ProgrammeRecord Record, string? Tag) : Offer(Record.Programme!.Id.Value, Record.Programme.Version, Tag);
