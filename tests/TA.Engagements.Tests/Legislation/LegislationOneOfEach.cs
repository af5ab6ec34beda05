using static TA.Engagements.Tests.ALaw;

namespace TA.Engagements.Tests;

/// <summary>One event of every kind with every member set, in an order in which they can happen; the golden file of format 2 holds these values.</summary>
internal static class LegislationOneOfEach
{
    public static readonly IReadOnlyList<EngagementEvent> Events =
    [
        new BillAdded(TheBill, "Projet de loi – قانون – 法律", BillKind.Regulation),
        new BillChanged(TheBill, new("Projet", "Projet de loi"), new(BillKind.Act, BillKind.Amendment)),
        new ProvisionAdded(new(
            "added-1", "ICRMW", "16(2)", "Protection against violence", "A/RES/45/158, annex", ObligationLevel.Optional, ProvisionCategory.Border,
            [HumanRightsQuestion.NonPunishment, HumanRightsQuestion.Children], "Two lines\nof text")),
        new DraftVersionAdded(TheBill, CommandId(512), 1, Text1, null, ["1", "5 bis"], ["TIP-5.1", "added-1"], "First"),
        new HumanRightsChecked(TheBill, 1,
        [
            new(HumanRightsQuestion.NonPunishment, new(null, HumanRightsOutcome.Respected), new(null, "Article 9")),
            new(HumanRightsQuestion.NoCriminalizationOfMigrants, new(HumanRightsOutcome.Respected, HumanRightsOutcome.Concern), new("a", "b")),
            new(HumanRightsQuestion.NoMandatoryDetention, new(HumanRightsOutcome.Concern, HumanRightsOutcome.NotApplicable), null),
            new(HumanRightsQuestion.RefugeeLaw, new(HumanRightsOutcome.NotApplicable, null), new("b", null)),
            new(HumanRightsQuestion.Children, null, new(null, "c")),
        ]),
        new ReviewRoundOpened(TheRound, TheBill, 1, [Iom, Ministry], Day("2026-03-31"), "Does it protect\nvictims?"),
        new DraftCommented(TheRound, CommandId(522), Iom, "A child is anyone\nunder 18", "5 bis", "TIP-3.d"),
        new DraftCommented(TheRound, CommandId(523), Ministry, "Agreed"),
        new CommentAnswered(TheRound, 2, Ministry, CommentState.Withdrawn),
        new CommentAnswered(TheRound, 1, Iom, CommentState.Rejected, "No"),
        new CommentAnswered(TheRound, 1, Iom, CommentState.Open),
        new CommentAnswered(TheRound, 1, Iom, CommentState.Accepted, "Yes"),
        new DraftVersionAdded(TheBill, CommandId(513), 2, Text2, new("bill.docx", DocumentType.Docx, 48_213), [], ["TIP-3.d"], "Second", [new(TheRound, [1])]),
        new ReviewRoundClosed(TheRound, new('3', 64)),
        new MilestoneRecorded(TheBill, LegislativeMilestone.Reading, 2, new(Day("2026-03-01"), Day("2026-03-02")), new(null, Day("2026-03-02")), 2),
        new MilestoneRecorded(TheBill, LegislativeMilestone.SubmittedToParliament, null, null, new(null, Day("2026-02-02"))),
        new MilestoneRecorded(TheBill, LegislativeMilestone.Adopted, null, new(null, Day("2026-05-02"))),
        new MilestoneRecorded(TheBill, LegislativeMilestone.Promulgated, null, new(null, Day("2026-06-02"))),
        new MilestoneRecorded(TheBill, LegislativeMilestone.InForce, null, new(null, Day("2026-07-02"))),
        new MilestoneRecorded(TheBill, LegislativeMilestone.Regulations, null, new(null, Day("2026-08-02"))),
        new AssessmentStarted(First, "Code pénal", TheBill),
        new ProvisionsRated(First,
        [
            new("TIP-5.1", new(ComplianceRating.NotAssessed, ComplianceRating.Met), new(null, "art. 17"), new(null, "Two lines\nof text")),
            new("TIP-5.2a", new(ComplianceRating.Met, ComplianceRating.PartlyMet), new("art. 1", null)),
            new("TIP-5.2b", new(ComplianceRating.PartlyMet, ComplianceRating.NotMet), null, new("a", null)),
            new("added-1", new(ComplianceRating.NotMet, ComplianceRating.NotApplicable), null, new(null, "No coast")),
        ]),
        new BillEnded(TheBill, BillEnd.Lapsed, "Parliament was\ndissolved"),
    ];

    /// <summary>Kinds that came after the golden file of the others was written.</summary>
    public static readonly IReadOnlyList<EngagementEvent> Later =
    [
        new ProvisionChanged(
            "added-1", new("ICRMW", "CED"), new("16(2)", "17(1)"), new("Protection against violence", "No secret detention"), new("A/RES/45/158, annex", "A/RES/61/177, annex"),
            new(ObligationLevel.Optional, ObligationLevel.Mandatory), new(ProvisionCategory.Border, ProvisionCategory.Protection),
            new([HumanRightsQuestion.NonPunishment, HumanRightsQuestion.Children], [HumanRightsQuestion.NoMandatoryDetention]), new("Two lines\nof text", null)),
    ];

    /// <summary>The same, later still.</summary>
    public static readonly IReadOnlyList<EngagementEvent> Removed = [new ProvisionRemoved("added-1", "Entered\ntwice")];
}
