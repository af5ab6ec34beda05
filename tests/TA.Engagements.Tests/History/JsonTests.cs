using System.Text.Json;

namespace TA.Engagements.Tests;

public sealed class JsonTests
{
    private static readonly JsonSerializerOptions[] Forms = [EngagementJson.Stored, EngagementJson.Public];

    [Fact]
    public void Every_command_reads_back_as_it_was_written() =>
        Assert.All(Examples.All.Select(e => e.Command), command => ReadsBack<EngagementCommand>(command));

    [Fact]
    public void Every_event_reads_back_as_it_was_written() => Assert.All(OneOfEach.Events, happened => ReadsBack<EngagementEvent>(happened));

    [Fact]
    public void Every_refusal_reads_back_as_it_was_written() =>
        Assert.All(Examples.All.Select(e => e.Refusal).Concat(ProgrammeExamples.All.Select(e => e.Refusal)).OfType<Refusal>(), refusal => ReadsBack<Refusal>(refusal));

    [Fact]
    public void Every_programme_command_and_what_it_makes_read_back_as_written() =>
        Assert.All(ProgrammeExamples.All, example =>
        {
            ReadsBack<ProgrammeCommand>(example.Command);
            ReadsBack(example.Becomes);
        });

    [Fact]
    public void An_engagement_with_everything_in_it_reads_back_as_it_was_written() => ReadsBack(OneOfEach.Record().Engagement);

    [Fact]
    public void A_member_that_nobody_knows_is_a_fault() =>
        Assert.All(Forms, form =>
        {
            Assert.Throws<JsonException>(() => Read<EngagementCommand>("""{"$type":"start-task","task":"a","colour":"red"}""", form));
            Assert.Throws<JsonException>(() => Read<EngagementEvent>("""{"$type":"task-started","task":"a","colour":"red"}""", form));
            Assert.Throws<JsonException>(() => Read<Engagement>("""{"reference":"KEN-2026-0001","details":{"memberState":"KEN","title":"A","colour":"red"}}""", form));
        });

    [Fact]
    public void A_type_that_nobody_knows_is_a_fault() =>
        Assert.All(Forms, form =>
        {
            Assert.ThrowsAny<Exception>(() => Read<EngagementCommand>("""{"$type":"burn-task","task":"a"}""", form));
            Assert.ThrowsAny<Exception>(() => Read<EngagementEvent>("""{"task":"a"}""", form));
        });

    [Fact]
    public void A_word_is_never_a_number() =>
        Assert.All(Forms, form =>
        {
            Assert.Throws<JsonException>(() => Read<EngagementCommand>("""{"$type":"adopt-playbook","workstream":2,"from":"2026-03-02"}""", form));
            Assert.Throws<JsonException>(() => Read<EngagementCommand>("""{"$type":"adopt-playbook","workstream":"2","from":"2026-03-02"}""", form));
            Assert.Throws<JsonException>(() => Read<EngagementCommand>("""{"$type":"report-progress","task":"a","percent":{"from":"0","to":"10"}}""", form));
        });

    [Fact]
    public void The_type_may_stand_anywhere_in_a_request() =>
        Assert.Equal(new StartTask("a"), Read<EngagementCommand>("""{"task":"a","since":null,"$type":"start-task"}""", EngagementJson.Public));

    [Fact]
    public void What_a_request_needs_must_be_there()
    {
        Assert.Throws<JsonException>(() => Read<EngagementCommand>("""{"$type":"block-task","task":"a"}""", EngagementJson.Public));
        Assert.Throws<JsonException>(() => Read<EngagementCommand>("""{"$type":"block-task","task":"a","because":null}""", EngagementJson.Public));
        Assert.Throws<JsonException>(() => Read<EngagementCommand>("""{"$type":"change-engagement"}""", EngagementJson.Public));
        Assert.Throws<JsonException>(() => Read<EngagementCommand>("""{"$type":"start-task","task":"Not A Key"}""", EngagementJson.Public));
    }

    [Fact]
    public void An_event_is_kept_letter_by_letter()
    {
        var kept = RawJson.Of(new TaskHanded("a", new(null, Colleague)));
        Assert.Equal("""{"$type":"task-handed","person":{"to":"iom-colleague"},"task":"a"}""".Length, kept.ToString().Length);
        Assert.Equal(kept, Read<RawJson>($" {kept} ", EngagementJson.Stored));
        Assert.Equal(kept.ToString(), JsonSerializer.Serialize(kept, EngagementJson.Stored));
    }

    private static T Read<T>(string json, JsonSerializerOptions form) => JsonSerializer.Deserialize<T>(json, form)!;

    private static void ReadsBack<T>(T value) =>
        Assert.All(Forms, form => Assert.Equal(value, JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(value, form), form)));
}
