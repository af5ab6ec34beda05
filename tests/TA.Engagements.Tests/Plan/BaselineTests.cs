namespace TA.Engagements.Tests;

public sealed class BaselineTests
{
    private static readonly Engagement Approved = AgreementExamples.Running with { Tasks = [Task("leg.a", dates: March), Task("leg.b", dates: May) with { StartedOn = Day("2026-02-26") }] };

    private static AmendEngagement Amendment(int n) => new(AmendmentReason.Other, "Parliament sits later", Today, new() { Title = new(n == 0 ? Details.Title : $"Title {n}", $"Title {n + 1}") });

    [Fact]
    public void The_plan_agreed_first_can_still_be_read_after_an_amendment()
    {
        var engagement = Given(Approved).When(Amendment(0), by: LeadOfficer)
            .And(new RescheduleTasks([new("leg.a", new(March, April))]), by: LeadOfficer, id: CommandId(2))
            .And(Amendment(1), by: LeadOfficer, id: CommandId(3)).Engagement;
        var first = PlanReading.Of(engagement, LeadOfficer, Today, 1);
        Assert.Equal((1, March, April), (first.Baseline!.Value, first.Tasks[0].Planned!.Value, first.Tasks[0].Agreed));
        Assert.Equal(Day("2026-02-26"), first.Tasks[1].ActualStart);
        foreach (var newest in new[] { PlanReading.Of(engagement, LeadOfficer, Today), PlanReading.Of(engagement, LeadOfficer, Today, 2), PlanReading.Of(engagement, LeadOfficer, Today, 7) })
            Assert.Equal((2, April), (newest.Baseline!.Value, newest.Tasks[0].Planned!.Value));
        Assert.Null(PlanReading.Of(engagement, PartnerUserOf(Iom), Today, 1).Baseline);
    }

    [Fact]
    public void What_was_cancelled_since_still_counts_in_the_end_that_was_planned()
    {
        var engagement = Given(Approved).When(Amendment(0), by: LeadOfficer).And(new CancelTasks(["leg.b"], "No money"), by: LeadOfficer, id: CommandId(2)).Engagement;
        var plan = PlanReading.Of(engagement, LeadOfficer, Today);
        Assert.Equal((May.Due, March.Due), (plan.PlannedEnd, plan.AgreedEnd));
        Assert.Equal([new("leg.b", "Draft the bill", WorkstreamKind.Legislation, null, May, "No money")], plan.Cancelled);
        Assert.Equal(["leg.a"], plan.Tasks.Select(t => t.Task.Value));
        Assert.True(PlanReading.Of(engagement, PartnerUserOf(Iom), Today) is { PlannedEnd: null, Cancelled.Count: 0 });
    }

    [Fact]
    public void Every_amendment_takes_a_baseline_and_none_is_made_that_cannot()
    {
        var scenario = Given(Approved);
        for (var n = 0; n < Limits.Amendments; n++)
        {
            scenario.When(Amendment(n), by: LeadOfficer, id: CommandId(n + 1));
            Assert.Equal(n + 1, scenario.Engagement.Baselines.Count);
        }

        var full = Approved with { Baselines = Enumerable.Range(1, Limits.Baselines).Select(n => new Baseline(n, BaselineReason.Approval, null, Today, "Manager", default)).ToItems() };
        Given(full).When(Amendment(0), by: LeadOfficer).Refused(new TooMany("baselines", Limits.Baselines));
        Given(LifecycleExamples.ReadyForApproval with { Baselines = full.Baselines }).When(new MoveEngagement(EngagementState.Design, EngagementState.Approved), by: Manager)
            .Refused(new TooMany("baselines", Limits.Baselines));
    }
}
