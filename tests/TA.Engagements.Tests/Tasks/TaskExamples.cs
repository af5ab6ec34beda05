using static TA.Engagements.PlanTaskState;
using static TA.Engagements.Tests.Example;

namespace TA.Engagements.Tests;

internal static class TaskExamples
{
    private static readonly TaskId Draft = "leg.draft.v1";
    private static readonly Actor IomUser = PartnerUserOf(Iom);
    private static readonly string Sha256 = new('a', 64);
    private static readonly AttachDocument Bill = new(Draft, "bill-v1.docx", DocumentType.Docx, 48_213, Sha256);

    private static Engagement DraftIs(PlanTaskState state, TaskControl? control = null) => With(Task("leg.draft.v1", Iom, state, control: control));

    public static IEnumerable<Example> All =>
    [
        Accepted("A partner starts its task", DraftIs(Planned), new StartTask(Draft, Since: 0), IomUser, new TaskStarted(Draft)),
        Accepted("An officer starts a task on behalf of the organization", DraftIs(Planned), new StartTask(Draft), LeadOfficer, new TaskStarted(Draft, Iom)),
        Accepted("An officer reports late on which day an organization began", DraftIs(Planned), new StartTask(Draft, On: Day("2026-02-16")), LeadOfficer, new TaskStarted(Draft, Iom, Day("2026-02-16"))),
        Refused("Work does not begin tomorrow", DraftIs(Planned), new StartTask(Draft, On: Today.AddDays(1)), LeadOfficer, new DateInFuture("on", Today.AddDays(1))),
        Refused("A deliverable is not accepted before work on it began",
            DraftIs(Submitted), new AcceptDeliverable(Draft, On: Day("2026-02-28")), LeadOfficer, new DatesReversed("on")),
        Refused("A deliverable is not accepted tomorrow", DraftIs(Submitted), new AcceptDeliverable(Draft, On: Today.AddDays(1)), LeadOfficer, new DateInFuture("on", Today.AddDays(1))),
        Refused("A task is not done before it began", DraftIs(InProgress), new CompleteTask(Draft, On: Day("2026-02-28")), LeadOfficer, new DatesReversed("on")),
        Refused("A task is not done tomorrow", DraftIs(InProgress), new CompleteTask(Draft, On: Today.AddDays(1)), LeadOfficer, new DateInFuture("on", Today.AddDays(1))),
        Refused("A task that waits for others is not started",
            With(Task("leg.draft.policy"), Task("leg.draft.v1", after: ["leg.draft.policy"])), new StartTask(Draft), IomUser, new WaitsForOthers(Draft, ["leg.draft.policy"])),
        Refused("A task of a workstream is not started before delivery begins",
            In(EngagementState.Approved, Task("leg.draft.v1")), new StartTask(Draft), IomUser, new WorkNotUnderWay(Draft, EngagementState.Approved)),
        Refused("A task is started once", DraftIs(InProgress), new StartTask(Draft), IomUser, new TaskHasMoved(Draft, InProgress, [Ready])),
        Refused("A task that was sent back since is not started by an old command",
            DraftIs(Planned), new StartTask(Draft, Since: 3), IomUser, new TaskHasMoved(Draft, Ready, [Ready])),
        Refused("A task that does not exist is not started", DraftIs(Planned), new StartTask("leg.none"), LeadOfficer, new TaskUnknown("leg.none")),

        Accepted("A partner says why its task is blocked",
            DraftIs(InProgress), new BlockTask(Draft, "The ministry has not named its drafters"), IomUser, new TaskBlocked(Draft, "The ministry has not named its drafters")),
        Refused("A task that is submitted is not blocked", DraftIs(Submitted), new BlockTask(Draft, "No money"), IomUser, new TaskHasMoved(Draft, Submitted, [Ready, InProgress])),
        Accepted("A blocked task goes on", DraftIs(Blocked), new UnblockTask(Draft), IomUser, new TaskUnblocked(Draft)),
        Refused("A task that is not blocked cannot be unblocked", DraftIs(InProgress), new UnblockTask(Draft), IomUser, new TaskHasMoved(Draft, InProgress, [Blocked])),

        Accepted("A partner submits a deliverable", DraftIs(InProgress), new SubmitDeliverable(Draft, "All 42 articles"), IomUser, new DeliverableSubmitted(Draft, "All 42 articles")),
        Refused("A deliverable of a task that has not been started is not submitted",
            DraftIs(Planned), new SubmitDeliverable(Draft), IomUser, new TaskHasMoved(Draft, Ready, [InProgress])),
        Refused("A deliverable is not submitted while the engagement is suspended",
            In(EngagementState.Suspended, Task("leg.draft.v1", state: InProgress)), new SubmitDeliverable(Draft), IomUser, new WorkNotUnderWay(Draft, EngagementState.Suspended)),

        Accepted("A submitted deliverable is accepted", DraftIs(Submitted), new AcceptDeliverable(Draft), LeadOfficer, new DeliverableAccepted(Draft)),
        Refused("There is nothing to accept before it is submitted", DraftIs(InProgress), new AcceptDeliverable(Draft), LeadOfficer, new NothingSubmitted(Draft, InProgress)),
        Refused("A control is accepted with what it found",
            DraftIs(Submitted, TaskControl.HumanRights), new AcceptDeliverable(Draft), LeadOfficer, new FindingNeeded(Draft, TaskControl.HumanRights)),
        Refused("A finding cannot be an outcome and “not applicable” at once",
            DraftIs(Submitted, TaskControl.HumanRights), new AcceptDeliverable(Draft, new("Low risk", "No support to security forces")), LeadOfficer,
            new FindingNeeded(Draft, TaskControl.HumanRights)),
        Refused("A gender analysis is accepted with its marker",
            DraftIs(Submitted, TaskControl.GenderMarker), new AcceptDeliverable(Draft, new("Women are most affected")), LeadOfficer, new FindingNeeded(Draft, TaskControl.GenderMarker)),
        Accepted("Accepting a human rights control records its outcome",
            DraftIs(Submitted, TaskControl.HumanRights), new AcceptDeliverable(Draft, new("Low risk; two measures agreed")), LeadOfficer,
            new DeliverableAccepted(Draft, new("Low risk; two measures agreed"))),
        Refused("A task that is no control has no finding", DraftIs(Submitted), new AcceptDeliverable(Draft, new("Low risk")), LeadOfficer, new NoControl(Draft)),

        Accepted("A submitted deliverable is sent back with what is missing",
            DraftIs(Submitted), new ReturnDeliverable(Draft, "Article 5 lacks the definition of a child"), LeadOfficer,
            new DeliverableReturned(Draft, "Article 5 lacks the definition of a child")),
        Refused("There is nothing to send back once it is accepted",
            DraftIs(PlanTaskState.Accepted), new ReturnDeliverable(Draft, "Article 5"), LeadOfficer, new NothingSubmitted(Draft, PlanTaskState.Accepted)),

        Example.Accepted("A partner declines a task", DraftIs(Planned), new DeclineTask(Draft, "No drafter in the region"), IomUser, new TaskDeclined(Draft, "No drafter in the region")),
        Example.Accepted("A partner may decline a task before delivery begins",
            In(EngagementState.Design, Task("leg.draft.v1")), new DeclineTask(Draft, "No drafter in the region"), IomUser, new TaskDeclined(Draft, "No drafter in the region")),
        Refused("A submitted task is not declined",
            DraftIs(Submitted), new DeclineTask(Draft, "No drafter"), IomUser, new TaskHasMoved(Draft, Submitted, [Planned, Ready, InProgress, Blocked])),

        Example.Accepted("An officer completes a task in one step for an organization that reports outside the system",
            DraftIs(Planned), new CompleteTask(Draft, "Received by diplomatic bag"), LeadOfficer, new TaskCompleted(Draft, "Received by diplomatic bag", OnBehalfOf: Iom)),
        Example.Accepted("An officer completes UNODC's own task in one step",
            With(Task("leg.draft.v1", Unodc)), new CompleteTask(Draft), LeadOfficer, new TaskCompleted(Draft)),
        Refused("A partner does not accept its own work", DraftIs(InProgress), new CompleteTask(Draft), IomUser, new OfficersOnly()),
        Refused("A control is completed with what it found",
            DraftIs(Planned, TaskControl.DataProtection), new CompleteTask(Draft), LeadOfficer, new FindingNeeded(Draft, TaskControl.DataProtection)),

        Example.Accepted("An acceptance is taken back with the reason",
            DraftIs(PlanTaskState.Accepted), new ReopenTask(Draft, "The annex was of another draft"), LeadOfficer, new TaskReopened(Draft, "The annex was of another draft")),
        Example.Accepted("A task that was cancelled in error is planned again, behind what it waits for",
            In(EngagementState.Design, Task("leg.draft.policy", dates: April), Task("leg.draft.v1", state: Cancelled, dates: March, after: ["leg.draft.policy"])),
            new ReopenTask(Draft, "Wrong task"), LeadOfficer,
            new TaskReopened(Draft, "Wrong task"), new TasksRescheduled([new(Draft, March, Span("2026-04-20", "2026-05-01"))])),
        Refused("An open task cannot be reopened", DraftIs(InProgress), new ReopenTask(Draft, "Why not"), LeadOfficer, new TaskHasMoved(Draft, InProgress, [PlanTaskState.Accepted, Cancelled])),

        Example.Accepted("A partner reports how far its task is",
            DraftIs(InProgress), new ReportProgress(Draft, new(0, 40), "Articles 1 to 17"), IomUser, new ProgressReported(Draft, new(0, 40), "Articles 1 to 17")),
        Refused("No more than everything can be done", DraftIs(InProgress), new ReportProgress(Draft, new(0, 101)), IomUser, new OutOfRange("percent.to", 101, 0, 100)),
        Refused("No progress is reported on a task that has not been started",
            DraftIs(Planned), new ReportProgress(Draft, new(0, 40)), IomUser, new TaskHasMoved(Draft, Ready, [InProgress, Blocked])),
        Refused("Two colleagues do not overwrite each other's progress",
            DraftIs(InProgress), new ReportProgress(Draft, new(20, 40)), IomUser, new EditConflict([new("percent", "20", "0", "40")])),

        Example.Accepted("A partner comments on its task",
            DraftIs(InProgress), new CommentOnTask(Draft, "The drafters meet on Thursday"), IomUser, new TaskCommented(Draft, CommandId(1), "The drafters meet on Thursday")),
        Example.Accepted("A manager comments on a task of any organization",
            DraftIs(InProgress), new CommentOnTask(Draft, "Well done"), Manager, new TaskCommented(Draft, CommandId(1), "Well done")),

        Example.Accepted("A partner proposes other dates",
            DraftIs(InProgress), new ProposeDates(Draft, new(null, new(April, "The drafters are on leave"))), IomUser, new DatesProposed(Draft, new(null, new(April, "The drafters are on leave")))),
        Refused("Proposed dates do not end before they start",
            DraftIs(InProgress), new ProposeDates(Draft, new(null, new(new(April.Due, April.Start), "Error"))), IomUser, new DatesReversed("proposal.to.dates")),
        Refused("No dates are proposed for what is submitted",
            DraftIs(Submitted), new ProposeDates(Draft, new(null, new(April, "Too late"))), IomUser, new TaskClosed(Draft, Submitted)),
        Example.Accepted("An officer accepts the dates proposed",
            With(Task("leg.draft.v1", state: InProgress) with { Proposal = new(April, "The drafters are on leave") }), new AnswerProposal(Draft, April, Accept: true), LeadOfficer,
            new ProposalAnswered(Draft, April, Accepted: true), new TasksRescheduled([new(Draft, March, April)], "The drafters are on leave")),
        Example.Accepted("An officer refuses the dates proposed",
            With(Task("leg.draft.v1", state: InProgress) with { Proposal = new(April, "Leave") }), new AnswerProposal(Draft, April, Accept: false, "The session of parliament is fixed"), LeadOfficer,
            new ProposalAnswered(Draft, April, Accepted: false, "The session of parliament is fixed")),
        Refused("A proposal that was replaced meanwhile is not answered",
            With(Task("leg.draft.v1", state: InProgress) with { Proposal = new(May, "Leave") }), new AnswerProposal(Draft, April, Accept: true), LeadOfficer, new NothingProposed(Draft)),

        Example.Accepted("A partner attaches evidence to its task", DraftIs(InProgress), Bill, IomUser, new DocumentAttached(CommandId(1), Draft, "bill-v1.docx", DocumentType.Docx, 48_213, Sha256)),
        Refused("A document of more than 20 MB is not taken",
            DraftIs(InProgress), Bill with { Bytes = Limits.DocumentBytes + 1 }, IomUser, new OutOfRange("bytes", Limits.DocumentBytes + 1, 1, Limits.DocumentBytes)),
        Refused("A document is named by its SHA-256",
            DraftIs(InProgress), Bill with { Sha256 = "abc" }, IomUser, new Malformed([new("sha256", FieldFaultKind.BadForm)])),
    ];
}
