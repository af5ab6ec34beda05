namespace TA.Engagements.Tests;

public sealed class SuspensionTests
{
    private static readonly Risk Grave = RiskExamples.Detention;
    private static readonly Risk Slight = Grave with { Assessment = new(RiskGrade.Low, RiskGrade.Medium) };
    private static readonly MitigatingMeasure Measure = RiskExamples.Inspection;

    [Theory]
    [InlineData("2026-03-31", MeasureState.Agreed, true, SuspensionAdvice.None)]
    [InlineData("2026-04-01", MeasureState.Agreed, true, SuspensionAdvice.Advised)]
    [InlineData("2026-04-30", MeasureState.UnderWay, true, SuspensionAdvice.Advised)]
    [InlineData("2026-05-01", MeasureState.UnderWay, true, SuspensionAdvice.Required)]
    [InlineData("2026-05-01", MeasureState.UnderWay, false, SuspensionAdvice.Advised)]
    [InlineData("2026-05-01", MeasureState.Done, true, SuspensionAdvice.None)]
    [InlineData("2026-05-01", MeasureState.Dropped, true, SuspensionAdvice.None)]
    [InlineData("2026-03-02", MeasureState.Failed, true, SuspensionAdvice.Required)]
    [InlineData("2026-03-02", MeasureState.Failed, false, SuspensionAdvice.Advised)]
    public void A_failed_or_overdue_measure_for_a_high_risk_advises_or_requires_suspension(string day, MeasureState state, bool dueDiligence, SuspensionAdvice advice) =>
        Assert.Equal(advice, Suspension.On(RiskExamples.Watched(Grave, Measure with { State = state, UnderDueDiligence = dueDiligence }), Day(day)).Advice);

    [Fact]
    public void Measures_for_lower_and_for_closed_risks_do_not_stop_support()
    {
        var failed = Measure with { State = MeasureState.Failed };
        Assert.Equal(SuspensionAdvice.None, Suspension.On(RiskExamples.Watched(Slight, failed), Today).Advice);
        Assert.Equal(SuspensionAdvice.None, Suspension.On(RiskExamples.Watched(Grave with { ClosedBecause = "Gone" }, failed), Today).Advice);
    }

    [Fact]
    public void A_suspended_engagement_does_not_go_on_before_the_measure_is_settled()
    {
        var failed = Measure with { State = MeasureState.Failed };
        var suspended = In(EngagementState.Suspended) with { StateBefore = EngagementState.Delivery, Risks = new() { Register = [Grave], Measures = [failed] } };
        var goOn = new MoveEngagement(EngagementState.Suspended, EngagementState.Delivery);
        Given(suspended).When(goOn, by: LeadOfficer).Refused(new SupportOnHold([failed.Id]))
            .And(new FollowUpMeasure(failed.Id, MeasureState.Done, Today, "Carried out by another body", failed.Since), by: LeadOfficer)
            .And(goOn, by: LeadOfficer).Then(Scenario.StateIs(EngagementState.Delivery));
    }

    [Fact]
    public void The_engagement_can_always_be_suspended_and_controls_and_the_law_go_on()
    {
        var failed = Measure with { State = MeasureState.Failed };
        var engagement = With(
            Task("leg.a", Unodc), Task("unit.hrdd", Unodc, workstream: WorkstreamKind.SpecializedUnit, control: TaskControl.HumanRights),
            Task("trn.a", Unodc, workstream: WorkstreamKind.Training)) with { Risks = new() { Register = [Grave], Measures = [failed] } };
        Given(engagement).When(new StartTask("leg.a"), by: LeadOfficer).Then(Scenario.TaskIs("leg.a", PlanTaskState.InProgress));
        Given(engagement).When(new StartTask("unit.hrdd"), by: LeadOfficer).Then(Scenario.TaskIs("unit.hrdd", PlanTaskState.InProgress));
        Given(engagement).When(new CompleteTask("trn.a"), by: LeadOfficer).Refused(new SupportOnHold([failed.Id]));
        Given(engagement).When(new MoveEngagement(EngagementState.Delivery, EngagementState.Suspended, MoveReason.HumanRightsRisk), by: LeadOfficer)
            .Then(Scenario.StateIs(EngagementState.Suspended));
    }

    [Fact]
    public void A_task_that_was_blocked_before_it_began_does_not_begin_by_being_unblocked()
    {
        var failed = Measure with { State = MeasureState.Failed };
        var engagement = With(Task("trn.a", Unodc, workstream: WorkstreamKind.Training), Task("trn.b", Unodc, PlanTaskState.InProgress, workstream: WorkstreamKind.Training));
        var stopped = new RiskWork { Register = [Grave], Measures = [failed] };
        Given(engagement with { Risks = stopped }).When(new BlockTask("trn.a", "No room"), by: LeadOfficer)
            .Then(new TaskBlocked("trn.a", "No room", BeforeItBegan: true))
            .And(new UnblockTask("trn.a"), by: LeadOfficer).Refused(new SupportOnHold([failed.Id]))
            .And(new BlockTask("trn.b", "No room"), by: LeadOfficer).Then(new TaskBlocked("trn.b", "No room"))
            .And(new UnblockTask("trn.b"), by: LeadOfficer).Then(Scenario.TaskIs("trn.b", PlanTaskState.InProgress));
        Given(engagement).When(new BlockTask("trn.a", "No room"), by: LeadOfficer).Then(Scenario.TheTask("trn.a", t => Assert.Null(t.StartedOn)))
            .And(new UnblockTask("trn.a"), by: LeadOfficer).Then(Scenario.TheTask("trn.a", t => Assert.Equal((PlanTaskState.InProgress, Today), (t.State, t.StartedOn))));
    }

    [Fact]
    public void A_very_grave_impact_is_never_a_low_risk()
    {
        Assert.Equal(RiskLevel.Medium, new RiskAssessment(RiskGrade.VeryLow, RiskGrade.VeryHigh).Level);
        Assert.Equal(RiskLevel.Low, new RiskAssessment(RiskGrade.VeryHigh, RiskGrade.VeryLow).Level);
        Assert.Equal(RiskLevel.High, new RiskAssessment(RiskGrade.Medium, RiskGrade.VeryHigh).Level);
    }
}
