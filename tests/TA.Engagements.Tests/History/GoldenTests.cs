using System.Text.Json;
using System.Text.Json.Nodes;

namespace TA.Engagements.Tests;

/// <summary>What format 1 wrote stays readable for ever. The files are written once, when they are missing; they are never brought up to date.</summary>
public sealed class GoldenTests
{
    private static readonly JsonSerializerOptions Readable = new(EngagementJson.Stored) { WriteIndented = true };

    [Fact]
    public void Every_event_written_in_format_1_still_reads_as_the_same_event() => StillReads("format-1", "events", OneOfEach.Events);

    public static TheoryData<string> Areas => [.. OneOfEach.OfFormat2.Keys];

    [Theory]
    [MemberData(nameof(Areas))]
    public void Every_event_written_in_format_2_still_reads_as_the_same_event(string area) => StillReads("format-2", area, OneOfEach.OfFormat2[area]);

    [Fact]
    public void There_is_a_written_event_of_every_kind() =>
        Assert.Empty(EveryTypeIsShownTests.Concrete<EngagementEvent>().Except(OneOfEach.Events.Concat(OneOfEach.OfFormat2.Values.SelectMany(events => events)).Select(e => e.GetType())));

    [Fact]
    public void A_whole_record_written_in_format_1_still_reads_as_the_same_record()
    {
        var path = Files.Path("tests", "TA.Engagements.Tests", "Golden", "format-1", "record.json");
        if (Files.Update && !File.Exists(path))
            File.WriteAllBytes(path, JsonSerializer.SerializeToUtf8Bytes(OneOfEach.Record(), EngagementJson.Stored));
        var record = JsonSerializer.Deserialize<EngagementRecord>(File.ReadAllBytes(path), EngagementJson.Stored)!;
        Assert.Equal(OneOfEach.Record().Engagement, record.Engagement);
        // Event by event: what is written today may look another way, as long as it says the same.
        Assert.Equal(OneOfEach.Record().Tail.Select(e => (e.Occurrence, e.CommandId, e.Event.ToEvent())), record.Tail.Select(e => (e.Occurrence, e.CommandId, e.Event.ToEvent())));
        Assert.Equal(OneOfEach.Record().Recent.Count, record.Recent.Count);
        Assert.All(record.Tail.Zip(record.Tail.Prepend(null!)), pair => Assert.True(pair.First.Follows(pair.Second?.Hash ?? HistoryEntry.NoHash)));
    }

    public static TheoryData<string> Records => [.. WholeRecord.All.Keys];

    [Theory]
    [MemberData(nameof(Records))]
    public void A_whole_record_written_in_format_2_still_reads_as_the_same_record(string name)
    {
        var (path, written) = (Files.Path("tests", "TA.Engagements.Tests", "Golden", "format-2", $"{name}.json"), WholeRecord.All[name]);
        if (Files.Update && !File.Exists(path))
            File.WriteAllBytes(path, JsonSerializer.SerializeToUtf8Bytes(written, EngagementJson.Stored));
        var record = JsonSerializer.Deserialize<EngagementRecord>(File.ReadAllBytes(path), EngagementJson.Stored)!;
        Assert.Equal(written.Engagement, record.Engagement);
        Assert.Equal(written.Tail.Select(e => (e.Occurrence, e.CommandId, e.Event.ToEvent())), record.Tail.Select(e => (e.Occurrence, e.CommandId, e.Event.ToEvent())));
        Assert.Equal(written.Recent.Count, record.Recent.Count);
        Assert.All(record.Tail.Zip(record.Tail.Skip(1)), pair => Assert.True(pair.Second.Follows(pair.First.Hash)));
    }

    [Fact]
    public void There_is_a_written_record_of_every_part_of_the_state()
    {
        var missing = StateParts.Missing(WholeRecord.All.Values.Select(r => r.Engagement!));
        Assert.True(missing.Count == 0, $"No golden record holds {string.Join(", ", missing)}: add a record to WholeRecord.");
    }

    private static void StillReads(string format, string name, IReadOnlyList<EngagementEvent> events)
    {
        var path = Files.Path("tests", "TA.Engagements.Tests", "Golden", format, $"{name}.json");
        if (Files.Update && !File.Exists(path) && events.Count > 0)
            File.WriteAllText(path, JsonSerializer.Serialize(events, Readable) + "\n");
        var lines = events.Count == 0 ? [] : JsonNode.Parse(File.ReadAllText(path))!.AsArray();
        Assert.Equal(events, lines.Select(line => line.Deserialize<EngagementEvent>(EngagementJson.Stored)!));
    }
}
