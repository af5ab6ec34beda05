using TA.Casework.Grains;
using TA.Engagements;

namespace TA.Casework.Portfolio;

/// <summary>An engagement as it was right after one of its events.</summary>
/// <param name="Engagement">The engagement.</param>
/// <param name="Head">The hash of the event.</param>
/// <param name="At">The time of the event; <see cref="DateTimeOffset.MinValue"/> when it is not on record.</param>
internal readonly record struct Moment(Engagement Engagement, string Head, DateTimeOffset At)
{
    /// <summary>The UTC day on which it was recorded.</summary>
    public DateOnly Day => DayOf(At);

    /// <summary>The moment of a record that holds an engagement.</summary>
    public static Moment Of(EngagementRecord record) => new(record.Engagement!, record.Head, record.Tail.Count == 0 ? DateTimeOffset.MinValue : record.Tail[^1].At);

    /// <summary>The UTC day of a time.</summary>
    public static DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(time.UtcDateTime);
}

/// <summary>A programme as it was after one of its changes, and the UTC day of the change.</summary>
internal readonly record struct ProgrammeMoment(Programme Programme, DateOnly Day);

/// <summary>The history is not whole, or cannot be told again: <c>verify</c> says more.</summary>
internal sealed class HistoryNotWholeException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Finds what stood at the end of each UTC day, from the events.</summary>
internal static class DayEnds
{
    /// <summary>Whether sealed events are needed to tell what stood at the ends of days since a version; false when the record's tail tells it.</summary>
    public static bool NeedsSealed(EngagementRecord record, long since) =>
        record.Tail is [{ Version: > 1 } first, ..] && (first.Version > since + 1 || Ends(record.Tail, since).Any());

    /// <summary>
    /// The engagement at the end of each day on which something was recorded, oldest first; the last is the record itself. Days whose last event is not newer than <paramref name="since"/> are left out.
    /// </summary>
    /// <param name="record">The newest record.</param>
    /// <param name="older">Sealed events before the tail's first, when <see cref="NeedsSealed"/> asks for them.</param>
    /// <param name="since">A version that is known already; 0 for none.</param>
    /// <exception cref="HistoryNotWholeException">Events are missing, or cannot be told again.</exception>
    public static List<Moment> Of(EngagementRecord record, IReadOnlyList<HistoryEntry> older, long since)
    {
        List<HistoryEntry> history = record.Tail is [var first, ..] ? [.. older.Where(e => e.Version < first.Version), .. record.Tail] : [];
        var ends = Ends(history, since).ToHashSet();
        var moments = new List<Moment>(ends.Count + 1);
        if (ends.Count > 0)
            moments.AddRange(Told(record, history).Where(m => ends.Contains(m.Engagement.Version)));
        moments.Add(Moment.Of(record));
        return moments;
    }

    /// <summary>The programme at the end of each day on which it was changed, as of an engagement.</summary>
    /// <exception cref="HistoryNotWholeException">A change cannot be told again.</exception>
    public static List<ProgrammeMoment> Of(ProgrammeRecord record, long since)
    {
        var moments = new List<ProgrammeMoment>();
        var day = DateOnly.MinValue;
        Programme? told = null;
        foreach (var entry in record.History)
        {
            var on = Moment.DayOf(entry.At);
            // Unlike those of engagements these times are not kept from running backwards.
            if (on > day)
            {
                if (told?.Version > since)
                    moments.Add(new(told, day));
                day = on;
            }

            told = ProgrammeRules.Decide(told, record.Programme!.Id, entry.Command, entry.CommandId, on).Becomes
                ?? throw new HistoryNotWholeException($"Change {entry.Version} cannot be told again.");
        }

        moments.Add(new(record.Programme!, day));
        return moments;
    }

    /// <summary>The versions after one that are the last of their day, and not the newest of all.</summary>
    private static IEnumerable<long> Ends(IReadOnlyList<HistoryEntry> history, long since)
    {
        for (var i = 1; i < history.Count; i++)
            if (history[i - 1].Version > since && Moment.DayOf(history[i - 1].At) < Moment.DayOf(history[i].At))
                yield return history[i - 1].Version;
    }

    private static IEnumerable<Moment> Told(EngagementRecord record, List<HistoryEntry> history)
    {
        var told = new List<Moment>(history.Count);
        Engagement? engagement = null;
        foreach (var entry in history)
        {
            if (entry.Version != (engagement?.Version ?? 0) + 1)
                throw new HistoryNotWholeException($"Event {(engagement?.Version ?? 0) + 1} of {record.Engagement!.Reference} is missing.");
            try
            {
                engagement = engagement.Apply(entry.Event.ToEvent(), entry.Occurrence);
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                throw new HistoryNotWholeException($"Event {entry.Version} of {record.Engagement!.Reference} cannot be told again.", fault);
            }

            told.Add(new(engagement, entry.Hash, entry.At));
        }

        return told;
    }
}
