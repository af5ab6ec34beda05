using CsCheck;

namespace TA.Engagements.Tests;

public sealed class RepeatedCommandProperties
{
    /// <summary>Long after the record has forgotten a command, whoever repeats it changes nothing: it is done already, a rule refuses it, or it says that it looks too far back.</summary>
    [Fact]
    public void An_old_command_that_comes_again_changes_nothing()
    {
        var (checkedAgain, wentBack) = (0, 0);
        RandomWork.Picks.Sample(picks =>
        {
            var work = new RandomWork();
            var record = RandomWork.Start(picks.Length);
            var accepted = new List<(Guid Id, EngagementCommand Command)>();
            foreach (var pick in picks)
            {
                var command = work.AsAPage(record.Engagement!, pick);
                var id = CommandId(accepted.Count + 1);
                var answer = record.Ask(id, Importer, command);
                if (answer.Version > record.Version)
                    accepted.Add((id, command));
                record = answer.Record;
            }

            var muchLater = MuchLater(record);
            foreach (var (id, command) in accepted)
            {
                var again = muchLater.Ask(id, Importer, command);
                Assert.True(ReferenceEquals(again.Record, muchLater), $"{command} was accepted twice.");
                Interlocked.Increment(ref checkedAgain);
                if (again.Refusal is SeenTooLongAgo)
                    Interlocked.Increment(ref wentBack);
            }
        }, iter: 250);
        Assert.True(wentBack > 0 && wentBack * 50 < checkedAgain, $"{wentBack} of {checkedAgain} fields went back to what was there before: the test has lost its teeth.");
    }

    [Fact]
    public void Work_done_offline_that_met_no_conflict_does_nothing_when_it_comes_again()
    {
        EngagementCommand[] offline =
        [
            new ChangeEngagement { Edits = new() { Title = new(Details.Title, "Mine") }, OnConflict = OnConflict.Keep, AsOf = 10 },
            new ChangeTask("a", new() { Title = new("Draft the bill", "Mine") }, OnConflict.Keep, AsOf: 10),
            new ChangeTask("a", new() { Dates = new(March, April) }, OnConflict.Keep, AsOf: 10),
        ];
        EngagementCommand[] since =
        [
            new ChangeEngagement { Edits = new() { Title = new("Mine", "Another's") } }, new ChangeTask("a", new() { Title = new("Mine", "Another's") }),
            new RescheduleTasks([new("a", new(April, May))]),
        ];
        Assert.All(offline.Zip(since), pair =>
        {
            var first = new EngagementRecord { Engagement = With(Task("a")) }.Ask(CommandId(1), LeadOfficer, pair.First);
            Assert.True(first.Version > 10);
            var changed = MuchLater(first.Record.Ask(CommandId(2), Deputy, pair.Second).Record);
            Assert.True(changed.Engagement!.Conflicts.Count == 0 && changed.Version > first.Version);
            var again = changed.Ask(CommandId(1), LeadOfficer, pair.First);
            Assert.Same(changed, again.Record);
            Assert.Null(again.Refusal);
        });
    }

    [Fact]
    public void Work_done_offline_is_taken_however_long_ago_the_engagement_was_seen() =>
        Assert.Equal("Mine", MuchLater(new() { Engagement = With() })
            .Ask(CommandId(1), LeadOfficer, new ChangeEngagement { Edits = new() { Title = new(Details.Title, "Mine") }, OnConflict = OnConflict.Keep, AsOf = 1 }).Record.Engagement!.Details.Title);

    /// <summary>The limit that decision 0001 tells of.</summary>
    [Fact]
    public void A_program_that_does_not_say_what_it_saw_repeats_an_old_edit_where_the_field_went_back()
    {
        var there = new HandTask("a", new(null, Colleague));
        var story = Given(With(Task("a"))).When(there, by: LeadOfficer, id: CommandId(1)).And(new HandTask("a", new(Colleague, null)), by: LeadOfficer, id: CommandId(2));
        var forgotten = MuchLater(new() { Engagement = story.Engagement });
        Assert.Equal(Colleague, forgotten.Ask(CommandId(1), LeadOfficer, there).Record.Engagement!.Find("a")!.Person);
        Assert.IsType<SeenTooLongAgo>(forgotten.Ask(CommandId(1), LeadOfficer, there with { AsOf = 10 }).Refusal);
    }

    [Fact]
    public void Nothing_lies_too_far_back_while_every_command_is_remembered()
    {
        var record = new EngagementRecord { Engagement = With(Task("a")), Recent = CommandsSince(5) };
        Assert.Equal(4, record.Recent.Reach);
        Assert.Null(record.Ask(CommandId(1), LeadOfficer, new HandTask("a", new(null, Colleague), AsOf: 4)).Refusal);
        Assert.Equal(new SeenTooLongAgo(3, 4), record.Ask(CommandId(1), LeadOfficer, new HandTask("a", new(null, Colleague), AsOf: 3)).Refusal);
        Assert.Equal(0, new RecentCommands().Add(CommandId(1), 0, 700).Reach);
    }

    /// <summary>The record after as many commands of others as it can remember.</summary>
    private static EngagementRecord MuchLater(EngagementRecord record) => record with
    {
        Engagement = record.Engagement! with { Version = record.Version + RecentCommands.Kept },
        Recent = CommandsSince(record.Version + 1),
    };
}
