using System.Text.Json;
using CsCheck;

namespace TA.Engagements.Tests;

public sealed class HistoryProperties
{
    [Fact]
    public void Telling_the_history_again_gives_the_same_engagement() =>
        Worked.Sample(record =>
        {
            var told = record.Tail.Aggregate((Engagement?)null, (engagement, entry) => engagement.Apply(entry.Event.ToEvent(), entry.Occurrence));
            Assert.Equal(record.Engagement, told);
            // Days come from the history, not from the clock of whoever tells it.
            Assert.All(told!.Tasks, t => Assert.True(t.StartedOn is null || t.StartedOn == Today, $"{t.Id} started on {t.StartedOn}"));
            Assert.All(told.Tasks, t => Assert.True(t.AcceptedOn is null || t.AcceptedOn == Today, $"{t.Id} accepted on {t.AcceptedOn}"));
        }, iter: 100);

    [Fact]
    public void A_record_reads_back_as_it_was_written() =>
        Worked.Sample(record => JsonSerializer.Deserialize<EngagementRecord>(JsonSerializer.SerializeToUtf8Bytes(record, EngagementJson.Stored), EngagementJson.Stored) == record, iter: 30);

    [Fact]
    public void Versions_have_no_gaps_times_never_stand_still_and_each_entry_follows_the_one_before() =>
        Worked.Sample(record =>
        {
            var before = (Hash: HistoryEntry.NoHash, At: DateTimeOffset.MinValue, Version: 0L);
            foreach (var entry in record.Tail)
            {
                Assert.True(entry.Follows(before.Hash) && entry.At > before.At && entry.Version == before.Version + 1);
                before = (entry.Hash, entry.At, entry.Version);
            }

            Assert.Equal(record.Version, before.Version);
        }, iter: 30);

    [Fact]
    public void An_entry_that_was_changed_in_any_part_does_not_follow_any_more()
    {
        var entry = HistoryEntry.Write(7, Now, LeadOfficer, CommandId(1), "before", new TaskStarted("a"));
        Assert.True(entry.Follows("before"));
        Assert.All(
            [
                entry with { Version = 8 },
                entry with { At = Now.AddTicks(1) },
                entry with { Actor = Deputy },
                entry with { Actor = LeadOfficer with { Name = "Somebody" } },
                entry with { Actor = LeadOfficer with { Roles = ActorRoles.Manager } },
                entry with { Actor = LeadOfficer with { Organization = Iom } },
                entry with { Actor = LeadOfficer with { Office = "Vienna" } },
                entry with { CommandId = CommandId(2) },
                entry with { Event = RawJson.Of(new TaskStarted("b")) },
            ],
            changed => Assert.False(changed.Follows("before")));
        Assert.False(entry.Follows("another"));
    }

    [Fact]
    public void The_tail_lets_go_of_what_is_sealed_and_of_nothing_else()
    {
        var record = new EngagementRecord { Engagement = With(Task("a")) };
        for (var n = 1; n <= 70; n++)
            record = record.Ask(CommandId(n), LeadOfficer, new CommentOnTask("a", $"Comment {n}"), sealedThrough: n > 50 ? 42 : 0).Record;
        Assert.Equal(Enumerable.Range(43, 38).Select(v => (long)v), record.Tail.Select(e => e.Version));
    }

    private static Gen<EngagementRecord> Worked => RandomWork.Picks.Select(picks =>
    {
        var work = new RandomWork();
        var record = RandomWork.Start(picks.Length);
        var id = 0;
        foreach (var pick in picks)
            record = record.Ask(CommandId(++id), Importer, work.AsAPage(record.Engagement!, pick)).Record;
        return record;
    });
}
