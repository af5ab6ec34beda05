namespace TA.Engagements.Tests;

public sealed class KeptEditsTests
{
    private static readonly ChangeEngagement Offline = new() { Edits = new() { Title = new("As I saw it", "As I want it") }, OnConflict = OnConflict.Keep };

    [Fact]
    public void A_kept_edit_is_kept_once_however_often_it_is_sent_even_after_it_was_settled()
    {
        var story = Given(With()).When(Offline, by: LeadOfficer, id: CommandId(1)).Then(e => Assert.Single(e.Conflicts));
        Assert.Equal(Decision.Nothing, Again(story));
        story.And(new SettleConflict(CommandId(1), TakeWanted: false), by: Deputy, id: CommandId(2)).Then(e => Assert.Empty(e.Conflicts));
        Assert.Equal(Decision.Nothing, Again(story));

        Decision Again(Scenario s) => EngagementRules.Decide(s.Engagement, Offline, new(Reference, CommandId(1), LeadOfficer, Now));
    }

    [Fact]
    public void Two_kept_edits_of_one_field_are_settled_one_after_the_other() =>
        Given(With()).When(Offline, by: LeadOfficer, id: CommandId(1))
            .And(Offline with { Edits = new() { Title = new("As I saw it", "As the deputy wants it") } }, by: Deputy, id: CommandId(2))
            .And(new SettleConflict(CommandId(1), TakeWanted: true), by: LeadOfficer, id: CommandId(3)).Then(e => Assert.Equal("As I want it", e.Details.Title))
            .And(new SettleConflict(CommandId(2), TakeWanted: true), by: LeadOfficer, id: CommandId(4)).Then(e => Assert.Equal("As the deputy wants it", e.Details.Title), e => Assert.Empty(e.Conflicts))
            .And(new SettleConflict(CommandId(2), TakeWanted: true), by: LeadOfficer, id: CommandId(5)).Refused(new ConflictUnknown(CommandId(2)));

    [Fact]
    public void Taking_a_value_that_is_there_by_now_only_settles() =>
        Given(With()).When(Offline, by: LeadOfficer, id: CommandId(1))
            .And(new ChangeEngagement { Edits = new() { Title = new(Details.Title, "As I want it") } }, by: Deputy, id: CommandId(2))
            .And(new SettleConflict(CommandId(1), TakeWanted: true), by: LeadOfficer, id: CommandId(3)).Then(new ConflictSettled(CommandId(1), true));

    [Fact]
    public void A_wanted_value_that_a_rule_refuses_stays_open_until_it_is_given_up() =>
        Given(With(Task("a"))).When(new ChangeTask("a", new() { Title = new("As I saw it", "As I want it") }, OnConflict.Keep), by: LeadOfficer, id: CommandId(1))
            .And(new CompleteTask("a"), by: LeadOfficer, id: CommandId(2))
            .And(new SettleConflict(CommandId(1), TakeWanted: true), by: LeadOfficer, id: CommandId(3)).Refused(new TaskClosed("a", PlanTaskState.Accepted))
            .And(new SettleConflict(CommandId(1), TakeWanted: false), by: LeadOfficer, id: CommandId(4)).Then(e => Assert.Empty(e.Conflicts));

    [Fact]
    public void The_dates_of_a_kept_edit_move_what_follows_when_they_are_taken() =>
        Given(With(Task("a", dates: March), Task("b", dates: April, after: ["a"])))
            .When(new ChangeTask("a", new() { Dates = new(April, May), Title = new("Draft the bill", "Draft it") }, OnConflict.Keep), by: LeadOfficer, id: CommandId(1))
            .Then(TheTask("a", t => Assert.Equal(("Draft it", March), (t.Title, t.Dates))))
            .And(new SettleConflict(CommandId(1), TakeWanted: true), by: LeadOfficer, id: CommandId(2))
            .Then(DatesOf("a", May), DatesOf("b", Span("2026-05-18", "2026-05-29")));
}
