using System.Text.Json;
using TA.Casework.Grains;
using TA.Engagements;

namespace TA.Casework.Verification;

/// <summary>Checks one engagement's record against its history: the chain of hashes, no gaps, and a state that equals the replay.</summary>
internal static class HistoryCheck
{
    /// <summary>Joins the segments and the tail by version, up to the record's version; what differs where they overlap is a fault.</summary>
    public static List<HistoryEntry> Join(EngagementRecord record, IEnumerable<(long Number, HistorySegment Segment)> segments, List<string> faults)
    {
        var joined = new SortedDictionary<long, HistoryEntry>();
        foreach (var (number, segment) in segments)
        {
            var first = number * EngagementRecord.SegmentLength + 1;
            if (!segment.Entries.Select(e => e.Version).SequenceEqual(Enumerable.Range(0, EngagementRecord.SegmentLength).Select(i => first + i)))
                faults.Add($"segment {number} of its history does not hold the events {first} to {first + EngagementRecord.SegmentLength - 1}");
            foreach (var entry in segment.Entries.Where(e => e.Version <= record.Version))
                joined[entry.Version] = entry;
        }

        foreach (var entry in record.Tail)
        {
            if (joined.TryGetValue(entry.Version, out var other) && other != entry)
                faults.Add($"event {entry.Version} is kept in two forms");
            joined[entry.Version] = entry;
        }

        return [.. joined.Values];
    }

    /// <summary>What is wrong with the chain, and with the state it should lead to.</summary>
    public static void Check(string key, EngagementRecord record, List<HistoryEntry> history, List<string> faults)
    {
        var before = faults.Count;
        var head = HistoryEntry.NoHash;
        var version = 0L;
        var at = DateTimeOffset.MinValue;
        foreach (var entry in history)
        {
            if (entry.Version != ++version)
            {
                faults.Add(entry.Version == version + 1 ? $"event {version} is missing" : $"the events {version} to {entry.Version - 1} are missing");
                version = entry.Version;
            }
            else if (!entry.Follows(head))
                faults.Add($"event {version} was changed, or does not follow the one before it");
            if (entry.At <= at)
                faults.Add($"event {version} is not later than the one before it");
            (head, at) = (entry.Hash, entry.At);
        }

        if (record.Version != version)
            faults.Add($"the state has version {record.Version}, its history ends at {version}");
        if (faults.Count == before)
            Replay(key, record, history, faults);
    }

    private static void Replay(string key, EngagementRecord record, List<HistoryEntry> history, List<string> faults)
    {
        Engagement? replayed = null;
        foreach (var entry in history)
        {
            try
            {
                replayed = replayed.Apply(entry.Event.ToEvent(), entry.Occurrence);
            }
            catch (Exception fault) when (fault is JsonException or InvalidOperationException or NullReferenceException or ArgumentException)
            {
                faults.Add($"event {entry.Version} cannot be replayed: {fault.Message}");
                return;
            }
        }

        if (record.Engagement is not { } state)
            faults.Add("the record holds no engagement");
        else if (state.Reference.ToString() != key)
            faults.Add($"the record is that of {state.Reference}");
        else if (!Bytes(state).AsSpan().SequenceEqual(Bytes(replayed)))
            faults.Add("the state is not what its history leads to");
    }

    private static byte[] Bytes(Engagement? engagement) => JsonSerializer.SerializeToUtf8Bytes(engagement, EngagementJson.Stored);
}
