namespace TA.Engagements.Tests;

/// <summary>One event of every kind with every member set, in an order in which they can happen; the golden file of format 2 holds these values.</summary>
internal static class AgreementOneOfEach
{
    private static readonly Guid Scan = CommandId(300);
    private static readonly ManagementResponse Response = new(ResponseAnswer.PartlyAccepted, "A second\ncourse", new(ResponsibleRole.Igo, Iom), Day("2026-09-30"));

    public static readonly IReadOnlyList<EngagementEvent> Events =
    [
        new AgreementSigned(CommandId(301), AgreementKind.ExchangeOfLetters, Iom, "Referral", Day("2026-02-01"), "Executive Director", Scan, Day("2027-01-31")),
        new AgreementChanged(CommandId(301), new("Referral", "Referral of victims"), new(Scan, CommandId(302)), new(Day("2027-01-31"), Day("2028-01-31"))),
        new AgreementEnded(CommandId(301), Day("2026-03-01"), "The partner has left"),
        new EngagementAmended(new()
        {
            Id = CommandId(303),
            Number = 1,
            Reason = AmendmentReason.ContextChange,
            Because = "Elections",
            AgreedOn = Day("2026-02-27"),
            Signers = "Attorney General",
            File = Scan,
            Edits = new()
            {
                Title = new("Old", "New"),
                Start = new(new PartialDate(2026), new PartialDate(2026, 2)),
                End = new(null, new PartialDate(2028, 6, 30)),
                Budget = new(new Money(100m, "USD"), new Money(150m, "EUR")),
                Donors = [new(CommandId(304), new(null, "Japan"), new(null, new Money(3_000_000m, "JPY")), new Edit<Earmark?>(null, new Earmark(Earmarking.Hard, "Training")))],
            },
        }),
        new EvaluationRecorded(new(CommandId(305), EvaluationKind.ExPost, Day("2026-02-20"), "Evaluation Section", "Relevant\nand sustainable", Scan)),
        new RecommendationAdded(CommandId(306), CommandId(305), "Certify more trainers"),
        new RecommendationAnswered(CommandId(306), new(null, Response)),
        new RecommendationLinked(CommandId(306), new([], ["leg.draft.v1"])),
        new RecommendationFollowedUp(CommandId(306), RecommendationState.Open, RecommendationState.NotCarriedOut, "No money"),
        new ClosureReportRecorded(new(null, new(Day("2026-03-01"), "The law is\nin force", "Ministry of Justice", Scan))),
        new LessonRecorded(CommandId(307), "Bring in parliament early"),
        new LessonsHandedOver([CommandId(307)], "Regional Office", Day("2026-03-02")),
    ];
}
