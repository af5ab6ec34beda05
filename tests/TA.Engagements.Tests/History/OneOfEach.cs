
namespace TA.Engagements.Tests;

/// <summary>
/// One event of every kind with every member set, in an order in which they can happen. The golden files of format 1 hold these values: they never change. A kind that is new
/// in a later format goes into a list of its own.
/// </summary>
internal static class OneOfEach
{
    private static readonly TaskId Draft = "leg.draft.v1";
    private static readonly TaskId Consult = "leg.draft.consult";
    private static readonly Provenance FromFile = new("GLOT59", "GLO/T59", "https://example.org/glot59", true, "12 prosecutors trained", "Two rows in the source");
    private static readonly Contribution Norway = new(CommandId(77), "Norway", new(250_000m, "NOK"), new(100_000.5m, "NOK"));
    private static readonly Participation TheMinistry = new(Ministry, "Ministry of Justice", ParticipationPart.NationalCounterpart);
    private static readonly ControlFinding Finding = new("Low risk", "Not at all", GenderMarker.Limited);

    private static readonly EngagementDetails Everything = new()
    {
        MemberState = "KEN",
        Title = "Loi contre la traite – قانون – 法律",
        Topics = new(true, true, true),
        Workstreams = [WorkstreamKind.Legislation, WorkstreamKind.SpecializedUnit, WorkstreamKind.Training],
        Classification = InformationClassification.StrictlyConfidential,
        LeadOffice = "Nairobi",
        Programme = new("P-GLOT59"),
        Start = new(2015),
        End = new(2026, 7),
        Budget = new(1_200_000.25m, "USD"),
        Mandate = new(["a", "f"], ["TIP-5.1"]),
    };

    private static readonly PlanTask Full = new()
    {
        Id = Draft,
        Workstream = WorkstreamKind.Legislation,
        Stage = "leg.draft",
        Title = "First draft",
        Description = "Two lines\nof text",
        Deliverable = "Draft bill",
        Role = ResponsibleRole.NationalCounterpart,
        Organization = Ministry,
        Person = Colleague,
        WorkingDays = 40,
        LagWorkingDays = 5,
        Predecessors = ["leg.draft.policy"],
        Dates = March,
        Control = TaskControl.DataProtection,
        State = PlanTaskState.Blocked,
        StateSince = 3,
        PercentDone = 40,
        StartedOn = Day("2026-03-01"),
        AcceptedOn = Day("2026-03-02"),
        Because = "No money",
        WhatIsMissing = "Article 5",
        Proposal = new(April, "Leave"),
        Finding = Finding,
        Comments = [new(CommandId(8), Now, "Amina Diallo", Unodc, "See annex")],
    };

    private static readonly TaskEdits TaskEdits = new()
    {
        Title = new("First draft", "Second draft"),
        Description = new("Old", null),
        Deliverable = new("Draft bill", "Bill"),
        Dates = new(March, April),
        Predecessors = new(["leg.draft.policy"], []),
    };

    private static readonly EngagementEdits Edits = new()
    {
        Title = new("Old", "New"),
        Topics = new(new(true), new(true, true)),
        Workstreams = new([], [WorkstreamKind.Training]),
        Classification = new(InformationClassification.Unclassified, InformationClassification.Confidential),
        LeadOffice = new("Vienna", "Nairobi"),
        Programme = new(null, new ProgrammeId("P-GLOT59")),
        Start = new(null, new PartialDate(2015, 7)),
        End = new(new PartialDate(2016), null),
        Budget = new(null, new Money(1m, "EUR")),
        Mandate = new(new(), new(["b"])),
        Request = new(null, Request),
        Deputies = new([], [Deputy.User]),
        HealthRemark = new(null, "Parliament is dissolved"),
    };

    public static readonly IReadOnlyList<EngagementEvent> Events =
    [
        new EngagementRecorded(Reference, Everything, EngagementState.Delivery, FromFile, [Norway], [TheMinistry]),
        new EngagementOpened(Reference, Everything, Request, LeadOfficer.User),
        new PlaybookAdopted(new(WorkstreamKind.Legislation, 1), [Full]),
        new TaskAdded(Full with { Id = Consult, Predecessors = [Draft], StartedOn = null, State = PlanTaskState.Planned }, Draft),
        new TasksLinked([new("leg.draft.policy", Consult)]),
        new TaskReordered(Consult, new(Draft, null)),
        new TaskChanged(Draft, TaskEdits),
        new TasksRescheduled([new(Draft, March, April)], "Parliament sits later"),
        new ParticipantAdded(TheMinistry),
        new RoleWasFilled(ResponsibleRole.Igo, WorkstreamKind.Legislation, Iom, [Consult]),
        new TasksAssigned([Draft], Iom, Colleague),
        new TaskHanded(Draft, new(Colleague, null)),
        new TaskStarted(Draft, Iom),
        new ProgressReported(Draft, new(0, 40), "17 articles", Iom),
        new TaskBlocked(Draft, "No money", Iom),
        new TaskUnblocked(Draft, Iom),
        new TaskCommented(Draft, CommandId(3), "The drafters meet\non Thursday"),
        new DatesProposed(Draft, new(null, new(May, "Leave"))),
        new ProposalAnswered(Draft, May, true, "Agreed"),
        new DocumentAttached(CommandId(4), Draft, "bill.docx", DocumentType.Docx, 48_213, new('a', 64)),
        new DeliverableSubmitted(Draft, "All articles", Iom),
        new DeliverableReturned(Draft, "Article 5"),
        new DeliverableAccepted(Draft, Finding),
        new TaskReopened(Draft, "Wrong annex"),
        new TaskDeclined(Draft, "No drafter", Iom),
        new TaskCompleted(Draft, "By diplomatic bag", Finding, Iom),
        new TasksCancelled([Consult], "Not wanted"),
        new GateConfirmed("leg.draft", Day("2026-03-02"), "Draft is public"),
        new EngagementChanged(Edits),
        new EditKept(new(CommandId(5), Draft, [new("title", "a", "b", null)], Edits, TaskEdits)),
        new ConflictSettled(CommandId(6), true),
        new HandedOver(new(LeadOfficer.User, OtherOfficer.User), "Reassigned"),
        new EngagementDocumentRecorded(new(null, new(Day("2026-02-27"), "Attorney General"))),
        new FundingConfirmed(new(null, new(Day("2026-02-26"), "Norway"))),
        new ContributionRecorded(Norway),
        new EngagementMoved(EngagementState.Requested, EngagementState.Declined, MoveReason.Other, "By telephone"),
        new MarkedAsSample(),
    ];

    /// <summary>The kinds that came with format 2, by the name of their golden file.</summary>
    public static readonly IReadOnlyDictionary<string, IReadOnlyList<EngagementEvent>> OfFormat2 = new Dictionary<string, IReadOnlyList<EngagementEvent>>
    {
        ["plan"] = PlanOneOfEach.Events,
        ["legislation"] = LegislationOneOfEach.Events,
        ["legislation-later"] = LegislationOneOfEach.Later,
        ["legislation-removed"] = LegislationOneOfEach.Removed,
        ["specializedunits"] = UnitOneOfEach.Events,
        ["training"] = TrainingOneOfEach.Events,
        ["results"] = ResultsOneOfEach.Events,
        ["agreements"] = AgreementOneOfEach.Events,
        ["risks"] = RiskOneOfEach.Events,
    };

    /// <summary>A whole record as those events make it.</summary>
    public static EngagementRecord Record() => Record(1, Events);

    /// <summary>A record of a format as those events make it, with so many of them in its tail.</summary>
    public static EngagementRecord Record(int format, IEnumerable<EngagementEvent> events, int tail = int.MaxValue)
    {
        Engagement? engagement = null;
        var entries = new List<HistoryEntry>();
        var recent = default(RecentCommands);
        foreach (var happened in events)
        {
            var version = entries.Count + 1;
            var entry = HistoryEntry.Write(version, Now.AddTicks(version), LeadOfficer, CommandId(version), entries.Count == 0 ? HistoryEntry.NoHash : entries[^1].Hash, happened);
            engagement = engagement.Apply(happened, entry.Occurrence);
            entries.Add(entry);
            recent = recent.Add(entry.CommandId, 42 + version, version);
        }

        return new() { Format = format, Engagement = engagement, Tail = entries.TakeLast(tail).ToItems(), Recent = recent };
    }
}
