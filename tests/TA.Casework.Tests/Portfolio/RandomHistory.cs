using System.Text.Json;
using CsCheck;
using TA.Engagements;
using TA.Engagements.Tests;

namespace TA.Casework.Tests.Portfolio;

/// <summary>Everything that happened to an engagement, over several days, and the record at each version.</summary>
internal sealed class RandomHistory
{
    private static readonly DateTimeOffset Morning = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Hours from one command to the next: mostly the same day, at times across midnight by an hour, at times several days.</summary>
    private static readonly Gen<int> Pauses = Gen.Frequency((6, Gen.Int[0, 1]), (3, Gen.Int[5, 20]), (1, Gen.Int[24, 100]));

    /// <summary>The first day of all histories, and one after the last.</summary>
    public static readonly DateOnly FirstDay = new(2026, 3, 2);

    private readonly List<EngagementRecord> _records = [];

    private RandomHistory(string reference, int start, (Pick Pick, int Hours)[] work)
    {
        Reference = reference;
        var id = EngagementReference.Parse(reference);
        var commands = 0;
        var at = Morning.AddHours(start % 40);
        var record = RandomWork.Start(start);
        Lay(record, at);
        var random = new RandomWork();
        foreach (var (pick, hours) in work)
        {
            at = at.AddHours(hours);
            var next = record.Ask(new Guid(start, 1, 1, [.. BitConverter.GetBytes((long)++commands)]), People.Importer, Command(record.Engagement!, random, pick)).Record;
            Lay(next, at);
            record = next;
        }
    }

    /// <summary>Some engagements with their histories.</summary>
    public static Gen<RandomHistory[]> Several(int most) =>
        Gen.Select(Gen.Int[0, 999], Gen.Select(Picks, Pauses).Array[1, 30]).Array[1, most].Select(drawn => drawn.Select((d, i) => new RandomHistory($"KEN-2026-{i + 1:0000}", d.Item1, d.Item2)).ToArray());

    private static Gen<Pick> Picks => Gen.Select(Gen.Int[0, 999], Gen.Int[0, 9_999], Gen.Int[0, 9_999], Gen.Int[0, 9_999], (w, a, b, c) => new Pick(w, a, b, c));

    public string Reference { get; }

    /// <summary>The records after each event, with their whole history in the tail.</summary>
    public IReadOnlyList<EngagementRecord> Records => _records;

    public EngagementRecord Newest => _records[^1];

    public DateOnly LastDay => DateOnly.FromDateTime(Newest.Tail[^1].At.UtcDateTime);

    /// <summary>The record as it was at the end of a day; null before it began.</summary>
    public EngagementRecord? On(DateOnly day) => _records.LastOrDefault(r => DateOnly.FromDateTime(r.Tail[^1].At.UtcDateTime) <= day);

    /// <summary>A record as storage keeps it: the tail has let go of all but some events.</summary>
    public static EngagementRecord WithTail(EngagementRecord record, int events) => record with { Tail = record.Tail.TakeLast(Math.Max(1, events)).ToItems() };

    private static EngagementCommand Command(Engagement engagement, RandomWork random, Pick pick) => (pick.What % 16) switch
    {
        0 or 3 => new ChangeEngagement { Edits = new() { Classification = new(engagement.Details.Classification, (InformationClassification)(pick.A % 3)) } },
        1 => new ChangeEngagement { Edits = new() { LeadOffice = new(engagement.Details.LeadOffice, pick.A % 2 == 0 ? "Nairobi" : "Vienna") } },
        2 => new ChangeEngagement { Edits = new() { Programme = new(engagement.Details.Programme, pick.A % 3 == 0 ? null : new("P-ONE")) } },
        _ => random.AsAPage(engagement, pick),
    };

    /// <summary>The new events of a record, told again under this reference and at this time.</summary>
    private void Lay(EngagementRecord record, DateTimeOffset at)
    {
        var before = _records.LastOrDefault() ?? new();
        foreach (var entry in record.Tail.Where(e => e.Version > before.Version))
        {
            var time = before.Tail is [.., var last] && last.At >= at ? last.At.AddTicks(1) : at;
            var happened = JsonSerializer.Deserialize<EngagementEvent>(entry.Event.ToString().Replace("KEN-2026-0001", Reference, StringComparison.Ordinal), EngagementJson.Stored)!;
            var laid = HistoryEntry.Write(entry.Version, time, entry.Actor, entry.CommandId, before.Head, happened);
            before = new() { Format = EngagementRecord.CurrentFormat, Engagement = before.Engagement.Apply(happened, laid.Occurrence), Tail = before.Tail.Add(laid) };
            _records.Add(before);
        }
    }
}
