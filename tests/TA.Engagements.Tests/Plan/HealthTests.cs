namespace TA.Engagements.Tests;

public sealed class HealthTests
{
    [Theory]
    [InlineData(PlanTaskState.Planned, 0, "2026-03-12", Health.OnTrack)]
    [InlineData(PlanTaskState.Planned, 0, "2026-03-13", Health.AtRisk)]
    [InlineData(PlanTaskState.InProgress, 49, "2026-03-20", Health.AtRisk)]
    [InlineData(PlanTaskState.InProgress, 50, "2026-03-20", Health.OnTrack)]
    [InlineData(PlanTaskState.Submitted, 0, "2026-03-20", Health.OnTrack)]
    [InlineData(PlanTaskState.Submitted, 0, "2026-03-21", Health.Late)]
    [InlineData(PlanTaskState.Blocked, 0, "2026-03-21", Health.Blocked)]
    [InlineData(PlanTaskState.Declined, 0, "2026-03-02", Health.Blocked)]
    [InlineData(PlanTaskState.Accepted, 100, "2027-01-01", Health.OnTrack)]
    [InlineData(PlanTaskState.Cancelled, 0, "2027-01-01", Health.OnTrack)]
    public void Health_follows_from_a_task_due_on_20_March(PlanTaskState state, int percent, string day, Health health) =>
        Assert.Equal(health, HealthFacts.Of(With(Task("a", state: state, dates: March) with { PercentDone = percent })).On(Day(day)));

    [Fact]
    public void Blocked_comes_before_late_and_late_before_at_risk() =>
        Assert.Equal([Health.Late, Health.Blocked],
            new[] { With(Task("a"), Task("b", dates: April)), With(Task("a"), Task("b", dates: April, state: PlanTaskState.Blocked)) }.Select(e => HealthFacts.Of(e).On(Day("2026-04-14"))!.Value));

    [Fact]
    public void Without_a_plan_an_engagement_is_late_after_its_own_last_day()
    {
        var facts = HealthFacts.Of(Imported with { Details = Imported.Details with { End = new PartialDate(2026, 2) } });
        Assert.Equal((Health.OnTrack, Health.Late, Day("2026-02-28")), (facts.On(Day("2026-02-28")), facts.On(Day("2026-03-01")), facts.NextDue!.Value));
    }

    [Theory]
    [InlineData(EngagementState.Suspended)]
    [InlineData(EngagementState.Closed)]
    [InlineData(EngagementState.Terminated)]
    public void An_engagement_at_rest_has_no_health(EngagementState state) => Assert.Null(HealthFacts.Of(In(state, Task("a", state: PlanTaskState.Blocked))).On(Today));
}
