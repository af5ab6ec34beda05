using static TA.Engagements.EngagementState;
using static TA.Engagements.Tests.Example;

namespace TA.Engagements.Tests;

internal static class LifecycleExamples
{
    private static readonly EngagementDocument Signed = new(Day("2026-02-27"), "Attorney General; UNODC Regional Representative");
    private static readonly FundingConfirmation Money = new(Day("2026-02-26"), "Norway, first instalment received");

    private static readonly PlanTask Screened =
        Task("case.scoping.rights", Unodc, PlanTaskState.Accepted, control: TaskControl.HumanRights, workstream: WorkstreamKind.LifeCycle) with { Finding = new("Low risk; two measures agreed") };

    private static readonly PlanTask Marked =
        Task("case.scoping.gender", Unodc, PlanTaskState.Accepted, control: TaskControl.GenderMarker, workstream: WorkstreamKind.LifeCycle)
        with { Finding = new("Women and girls are most affected", Marker: GenderMarker.SignificantObjective) };

    internal static readonly Engagement ReadyForApproval = In(Design, Screened, Marked) with { Playbooks = [new(WorkstreamKind.LifeCycle, 1)] };

    public static IEnumerable<Example> All =>
    [
        Accepted("A request is triaged", In(Requested), new MoveEngagement(Requested, Triaged, Since: 5), LeadOfficer, new EngagementMoved(Requested, Triaged)),
        Accepted("An engagement that has all it needs is approved by a manager",
            ReadyForApproval, new MoveEngagement(Design, Approved), Manager, new EngagementMoved(Design, Approved), new BaselineTaken(BaselineReason.Approval)),
        Accepted("Another officer than the one who leads may approve",
            ReadyForApproval, new MoveEngagement(Design, Approved), OtherOfficer, new EngagementMoved(Design, Approved), new BaselineTaken(BaselineReason.Approval)),
        Refused("The lead officer does not approve",
            ReadyForApproval, new MoveEngagement(Design, Approved), LeadOfficer, new GateNotMet(Approved, [GateRequirement.AnotherApprover])),
        Refused("A deputy does not approve either: who hands over and stays a deputy would approve his or her own work",
            ReadyForApproval, new MoveEngagement(Design, Approved), Deputy, new GateNotMet(Approved, [GateRequirement.AnotherApprover])),
        Refused("Approval names everything that is missing",
            In(Design) with { LeadOfficer = null, Details = Details with { Workstreams = [] } }, new MoveEngagement(Design, Approved), Manager,
            new GateNotMet(Approved, [GateRequirement.HumanRightsDueDiligence, GateRequirement.GenderMarker, GateRequirement.LeadOfficer, GateRequirement.Workstream])),
        Refused("Delivery does not begin without the signed document and the money",
            In(Approved), new MoveEngagement(Approved, Delivery), LeadOfficer, new GateNotMet(Delivery, [GateRequirement.SignedDocument, GateRequirement.ConfirmedFunding])),
        Accepted("Delivery begins with the signed document and the money",
            In(Approved) with { Document = Signed, Funding = Money }, new MoveEngagement(Approved, Delivery), LeadOfficer, new EngagementMoved(Approved, Delivery)),
        Refused("An engagement with open tasks is not closed",
            With(Task("leg.draft.v1"), Task("leg.draft.v2", state: PlanTaskState.Accepted)), new MoveEngagement(Delivery, Closing), LeadOfficer,
            new GateNotMet(Closing, [GateRequirement.WorkstreamTasksDone], ["leg.draft.v1"])),
        Refused("An engagement whose task was reopened while it was closing is not closed",
            In(Closing, Task("leg.draft.v1", state: PlanTaskState.InProgress)), new MoveEngagement(Closing, Closed), LeadOfficer,
            new GateNotMet(Closed, [GateRequirement.WorkstreamTasksDone], ["leg.draft.v1"])),
        Accepted("Delivery is suspended with a coded reason",
            In(Delivery), new MoveEngagement(Delivery, Suspended, MoveReason.SecuritySituation), LeadOfficer, new EngagementMoved(Delivery, Suspended, MoveReason.SecuritySituation)),
        Refused("A suspension needs a coded reason",
            In(Delivery), new MoveEngagement(Delivery, Suspended, MoveReason.Duplication), LeadOfficer,
            new ReasonNeeded(Suspended,
                [MoveReason.SecuritySituation, MoveReason.HumanRightsRisk, MoveReason.FundingGap, MoveReason.PoliticalChange, MoveReason.CounterpartUnavailable, MoveReason.Other])),
        Refused("The reason “other” needs words",
            In(Delivery), new MoveEngagement(Delivery, Suspended, MoveReason.Other), LeadOfficer, new RemarkNeeded(Suspended)),
        Refused("One step back needs words beside its reason",
            In(Scoping), new MoveEngagement(Scoping, Triaged, MoveReason.Mistake), LeadOfficer, new RemarkNeeded(Triaged)),
        Accepted("One step back with a reason",
            In(Scoping), new MoveEngagement(Scoping, Triaged, MoveReason.Mistake, "Triage note was not signed"), LeadOfficer,
            new EngagementMoved(Scoping, Triaged, MoveReason.Mistake, "Triage note was not signed")),
        Accepted("A manager declines a request",
            In(Triaged), new MoveEngagement(Triaged, Declined, MoveReason.OutsideMandate), Manager, new EngagementMoved(Triaged, Declined, MoveReason.OutsideMandate)),
        Refused("A request cannot be withdrawn after approval",
            In(Approved), new MoveEngagement(Approved, Withdrawn, MoveReason.OtherProvider), LeadOfficer, new MoveNotPossible(Approved, Withdrawn, [Delivery, Design])),
        Refused("A move that somebody else has made already is told with both states",
            In(Triaged), new MoveEngagement(Requested, Triaged), LeadOfficer, new StateHasMoved(Requested, Triaged)),
        Refused("A move from a state that was left and entered again meanwhile is not taken for a new one",
            In(Triaged), new MoveEngagement(Triaged, Scoping, Since: 2), LeadOfficer, new StateHasMoved(Triaged, Triaged)),
        Accepted("A closed engagement is reopened where it was left",
            In(Closed) with { StateBefore = Closing }, new MoveEngagement(Closed, Closing, MoveReason.Other, "The audit asks for a report"), LeadOfficer,
            new EngagementMoved(Closed, Closing, MoveReason.Other, "The audit asks for a report")),

        Accepted("The signed engagement document is put on record",
            In(Approved), new RecordEngagementDocument(new(null, Signed)), LeadOfficer, new EngagementDocumentRecorded(new(null, Signed))),
        Refused("A document cannot have been signed tomorrow",
            In(Approved), new RecordEngagementDocument(new(null, Signed with { SignedOn = Today.AddDays(1) })), LeadOfficer, new DateInFuture("document.to.signedOn", Today.AddDays(1))),
        Nothing("A document that is on record already is not recorded again",
            In(Approved) with { Document = Signed }, new RecordEngagementDocument(new(null, Signed)), LeadOfficer),
        Accepted("Funding is confirmed", In(Approved), new ConfirmFunding(new(null, Money)), LeadOfficer, new FundingConfirmed(new(null, Money))),
        Refused("Funding cannot have been confirmed tomorrow",
            In(Approved), new ConfirmFunding(new(null, Money with { ConfirmedOn = Today.AddDays(1) })), LeadOfficer, new DateInFuture("funding.to.confirmedOn", Today.AddDays(1))),

        Accepted("An officer hands the engagement over to another",
            In(Delivery), new HandOver(new(LeadOfficer.User, OtherOfficer.User), "Reassigned to Nairobi"), LeadOfficer,
            new HandedOver(new(LeadOfficer.User, OtherOfficer.User), "Reassigned to Nairobi")),
        Accepted("A manager hands over an engagement, even one that has ended",
            In(Closed), new HandOver(new(LeadOfficer.User, OtherOfficer.User)), Manager, new HandedOver(new(LeadOfficer.User, OtherOfficer.User))),
        Refused("Two managers do not hand over the same engagement to two officers",
            In(Delivery), new HandOver(new(new UserId("gone"), OtherOfficer.User)), Manager,
            new EditConflict([new("leadOfficer", "gone", LeadOfficer.User.Value, OtherOfficer.User.Value)])),
        Refused("Whoever saw the engagement hundreds of changes ago looks again before handing it over",
            In(Delivery) with { Version = 600 }, new HandOver(new(LeadOfficer.User, OtherOfficer.User), AsOf: 12), Manager, new SeenTooLongAgo(12, 299)) with { Remembered = CommandsSince(300) },
        Refused("An engagement is handed over to an officer, not to a manager",
            In(Delivery), new HandOver(new(LeadOfficer.User, Manager.User)), Manager, new PersonNoOfficer("leadOfficer.to", Manager.User)),
        Refused("An engagement is not handed over to an officer whose account is disabled",
            In(Delivery), new HandOver(new(LeadOfficer.User, Retired)), Manager, new PersonInactive("leadOfficer.to", Retired)),
        Refused("An engagement is not handed over to somebody without an account",
            In(Delivery), new HandOver(new(LeadOfficer.User, new UserId("nobody"))), Manager, new PersonUnknown("leadOfficer.to", new("nobody"))),
    ];
}
