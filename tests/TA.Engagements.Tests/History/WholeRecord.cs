namespace TA.Engagements.Tests;

/// <summary>
/// Whole records of the present format that between them hold every part of the state, as the events of <see cref="OneOfEach"/> and a few more make them. Their golden files never change: a part that is new
/// later goes into a further record.
/// </summary>
internal static class WholeRecord
{
    private static readonly Guid Scan = CommandId(4);
    private static readonly TaskId Draft = "leg.draft.v1";

    /// <summary>The records, by the name of their golden file.</summary>
    public static readonly IReadOnlyDictionary<string, EngagementRecord> All = new Dictionary<string, EngagementRecord>
    {
        ["record"] = OneOfEach.Record(2,
        [
            .. OneOfEach.Events.Where(e => e is not (EngagementOpened or EngagementMoved)).Select(ReadFromAFile), .. TasksOfTheTraining, .. PlanOneOfEach.Events, .. LegislationOneOfEach.Events, .. UnitOneOfEach.Events, .. TrainingOneOfEach.Events, .. ResultsOneOfEach.Events, .. AgreementOneOfEach.Events, .. RiskOneOfEach.Events, .. StillOpen,
        ],
        // A tail holds at most so many; older events are sealed in segments.
        tail: (2 * EngagementRecord.SegmentLength) - 1),
    };

    private static EngagementEvent ReadFromAFile(EngagementEvent happened) => happened is EngagementRecorded recorded ? recorded with { Provenance = recorded.Provenance with { Content = new('c', 64) } } : happened;

    private static IEnumerable<EngagementEvent> TasksOfTheTraining =>
        new[] { "trn.design.adapt", "trn.followup.six", "trn.deliver.session" }.Select(id => new TaskAdded(Task(id, workstream: WorkstreamKind.Training), null));

    /// <summary>What the events of each kind end or settle, once more and going on.</summary>
    private static IEnumerable<EngagementEvent> StillOpen =>
    [
        new BillAdded(CommandId(812), "Trafficking in Persons Bill", BillKind.Amendment),
        new DraftVersionAdded(CommandId(812), CommandId(813), 1, new('4', 64), null, ["1", "2"], ["TIP-5.1"], "First"),
        new ReviewRoundOpened(CommandId(814), CommandId(812), 1, [Iom], Day("2026-03-31"), "Does it protect victims?"),
        new DraftCommented(CommandId(814), CommandId(815), Iom, "Article 1 lacks the child", "1", "TIP-3.d"),
        new DraftCommented(CommandId(814), CommandId(821), Iom, "Article 2 is vague", "2"),
        new CommentAnswered(CommandId(814), 2, Iom, CommentState.Rejected, "It follows the Protocol"),
        new DraftCommented(CommandId(814), CommandId(822), Iom, "Add the means", "2"),
        new CommentAnswered(CommandId(814), 3, Iom, CommentState.Accepted, "Yes"),
        new DraftVersionAdded(CommandId(812), CommandId(823), 2, new('5', 64), null, ["1", "2", "3"], ["TIP-5.1"], null, [new(CommandId(814), [3])]),
        new ReviewRoundOpened(CommandId(824), CommandId(812), 2, [Ministry], Day("2026-04-30"), "Is it clear?"),
        new DraftCommented(CommandId(824), CommandId(825), Ministry, "Article 3 is not", "3"),
        new CommentAnswered(CommandId(824), 1, Ministry, CommentState.Accepted, "Yes"),
        new ReviewRoundClosed(CommandId(824), new('6', 64)),
        new MilestoneRecorded(CommandId(812), LegislativeMilestone.SubmittedToParliament, null, new(null, Day("2026-06-01")), Follows: new(null, Draft)),
        new ProvisionAdded(new("added-2", "ICRMW", "17(1)", "Treatment in detention", "A/RES/45/158, annex")),
        new ProvisionRemoved("added-2", "Entered twice"),
        new AgreementSigned(CommandId(816), AgreementKind.Memorandum, Iom, "Training", Day("2026-02-01"), "Director General", Scan, Day("2027-01-31")),
        new EngagementDocumentRecorded(new(new(Day("2026-02-27"), "Attorney General"), new(Day("2026-02-27"), "Attorney General", Scan, Day("2028-12-31")))),
        new EngagementChanged(new() { Request = new(Request, Request with { Channel = RequestChannel.LetterOfMinistry }), Mandate = new(new(["b"]), new(["b"], ["TIP-9.1"])) }),
        new EditKept(new(CommandId(826), Draft, [new("recursEveryWorkingDays", null, "20", "60")], null, new() { RecursEveryWorkingDays = new(null, 60) })),
        new TaskAdded(Task("added-3", Iom, PlanTaskState.InProgress) with { Person = Colleague, Proposal = new(May, "Elections") }, null),
        new UnitReadinessChanged(CommandId(501), false, Day("2026-02-25")),
        new IndicatorChosen("UNIT-2"),
        new TargetSet("UNIT-2", 2027, new(null, 40)),
        new IndicatorChosen("UNIT-1"),
        new IndicatorDropped("UNIT-1", "No unit"),
        new DataProductShared(new() { Id = CommandId(817), Kind = DataProductKind.Analysis, Title = "Root causes", SharedOn = Day("2026-02-11"), SharedWith = "IGAD" }),
        new ReviewFindingLinked(CommandId(401), new([], [Draft])),
        new RiskEntered(CommandId(827), "Elections", RiskCategory.Protection, new(RiskGrade.Low, RiskGrade.Low), "Wait", new(ResponsibleRole.Unodc), Day("2026-06-01")),
        new RiskClosed(CommandId(827), "They are over"),
        new MeasureAgreed(CommandId(818), CommandId(201), "Yearly inspection", new(ResponsibleRole.Unodc, Unodc), Day("2026-12-31"), null, false),
        new RecommendationAdded(CommandId(819), CommandId(305), "Hold a course for judges"),
        new LessonRecorded(CommandId(820), "Plan with the school year"),
        new EngagementMoved(EngagementState.Design, EngagementState.Approved),
        new EngagementMoved(EngagementState.Delivery, EngagementState.Suspended, MoveReason.FundingGap, "No money"),
    ];
}
