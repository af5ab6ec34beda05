using static TA.Engagements.EngagementState;

namespace TA.Engagements.Tests;

public sealed class MoveEngagementTests
{
    [Fact]
    public void An_engagement_goes_the_whole_way_from_request_to_closure()
    {
        var story = Given(Opened());
        foreach (var (from, to) in new[] { (Requested, Triaged), (Triaged, Scoping), (Scoping, Design) })
            story = story.And(new MoveEngagement(from, to), by: LeadOfficer).Then(StateIs(to));
        foreach (var id in new[] { "case.request.log", "case.request.ack", "case.scoping.focal", "case.scoping.mission" })
            story = story.And(new CompleteTask(id), by: LeadOfficer).Then(TaskIs(id, PlanTaskState.Accepted));
        story.And(new MoveEngagement(Design, Approved), by: Manager)
            .Refused(new GateNotMet(Approved, [GateRequirement.HumanRightsDueDiligence, GateRequirement.GenderMarker, GateRequirement.Workstream]))
            .And(new CompleteTask("case.scoping.rights", Finding: new(NotApplicableBecause: "No support to security forces")), by: LeadOfficer)
            .And(new CompleteTask("case.scoping.gender", Finding: new("Women are most affected", Marker: GenderMarker.Limited)), by: LeadOfficer)
            .And(new ChangeEngagement { Edits = new() { Workstreams = new([], [WorkstreamKind.Training]) } }, by: LeadOfficer)
            .And(new MoveEngagement(Design, Approved), by: Manager).Then(StateIs(Approved))
            .And(new RecordEngagementDocument(new(null, new(Today, "Minister"))), by: LeadOfficer)
            .And(new ConfirmFunding(new(null, new(Today, "Norway"))), by: LeadOfficer)
            .And(new MoveEngagement(Approved, Delivery), by: LeadOfficer).Then(StateIs(Delivery))
            .And(new MoveEngagement(Delivery, Suspended, MoveReason.FundingGap), by: LeadOfficer).Then(StateIs(Suspended))
            .And(new MoveEngagement(Suspended, Delivery), by: LeadOfficer).Then(StateIs(Delivery))
            .And(new MoveEngagement(Delivery, Closing), by: LeadOfficer).Then(StateIs(Closing))
            .And(new MoveEngagement(Closing, Closed), by: LeadOfficer).Then(StateIs(Closed))
            .And(new CommentOnTask("case.closure.eval", "Filed"), by: LeadOfficer).Then(StateIs(Closed))
            .And(new CompleteTask("case.scoping.map"), by: LeadOfficer).Refused(new EngagementEnded(Closed));
    }

    [Theory]
    [InlineData(Requested, "Triaged Declined Withdrawn")]
    [InlineData(Triaged, "Scoping Declined Withdrawn Requested")]
    [InlineData(Design, "Approved Declined Withdrawn Scoping")]
    [InlineData(Approved, "Delivery Design")]
    [InlineData(Delivery, "Closing Suspended Terminated Approved")]
    [InlineData(Suspended, "Delivery Terminated")]
    [InlineData(Closing, "Closed Delivery")]
    [InlineData(Closed, "Closing")]
    [InlineData(Terminated, "Delivery")]
    [InlineData(Declined, "Requested")]
    [InlineData(Withdrawn, "Requested")]
    public void From_each_state_there_are_so_many_ways(EngagementState state, string ways) =>
        Assert.Equal(ways, string.Join(' ', Moves.From(In(state)).Select(m => m.To)));

    [Fact]
    public void A_request_that_was_declined_while_it_was_scoped_is_reopened_there() =>
        Given(In(Scoping)).When(new MoveEngagement(Scoping, Declined, MoveReason.NoCapacity), by: Manager)
            .And(new MoveEngagement(Declined, Scoping, MoveReason.Other, "A donor came forward"), by: LeadOfficer).Then(StateIs(Scoping));

    [Fact]
    public void A_control_of_the_delivery_does_not_stand_for_the_screening_before_approval() =>
        Given(LifecycleExamples.ReadyForApproval with
            {
                Tasks =
                [
                    Task("case.delivery.rights", Unodc, PlanTaskState.Cancelled, control: TaskControl.HumanRights, workstream: WorkstreamKind.LifeCycle) with { Finding = new(NotApplicableBecause: "Later") },
                    .. LifecycleExamples.ReadyForApproval.Tasks.Select(t => t.Control == TaskControl.HumanRights ? t with { Finding = null } : t),
                ],
            })
            .When(new MoveEngagement(Design, Approved), by: Manager).Refused(new GateNotMet(Approved, [GateRequirement.HumanRightsDueDiligence]));

    [Fact]
    public void A_screening_that_is_cancelled_with_a_reason_is_on_record_as_not_applicable() =>
        Given(In(Scoping, Task("case.scoping.rights", Unodc, control: TaskControl.HumanRights, workstream: WorkstreamKind.LifeCycle)) with { Playbooks = [new(WorkstreamKind.LifeCycle, 1)] })
            .When(new CancelTasks(["case.scoping.rights"], "Desk study only"), by: LeadOfficer)
            .Then(e => Assert.Equal(new ControlFinding(NotApplicableBecause: "Desk study only"), LifecycleGates.DueDiligence(e)));

    [Fact]
    public void An_imported_engagement_is_closed_without_evidence_that_was_never_on_record() =>
        Given(Imported).When(new MoveEngagement(Delivery, Closing), by: OtherOfficer).And(new MoveEngagement(Closing, Closed), by: OtherOfficer).Then(StateIs(Closed));

    [Fact]
    public void While_an_engagement_is_suspended_its_plan_changes_and_its_work_does_not() =>
        Given(In(Suspended, Task("a", state: PlanTaskState.InProgress)))
            .When(new ReportProgress("a", new(0, 10)), by: PartnerUserOf(Iom)).Refused(new WorkNotUnderWay("a", Suspended))
            .And(new RescheduleTasks([new("a", new(March, April))]), by: LeadOfficer).Then(DatesOf("a", April))
            .And(new CancelTasks(["a"], "No money"), by: LeadOfficer).Then(TaskIs("a", PlanTaskState.Cancelled));
}
