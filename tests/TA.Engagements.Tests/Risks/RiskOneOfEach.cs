namespace TA.Engagements.Tests;

/// <summary>One event of every kind with every member set, in an order in which they can happen; the golden file of format 2 holds these values.</summary>
internal static class RiskOneOfEach
{
    private static readonly Owner Ministry = new(ResponsibleRole.NationalCounterpart, People.Ministry);
    private static readonly RiskAssessment Grave = new(RiskGrade.Medium, RiskGrade.VeryHigh);

    public static readonly IReadOnlyList<EngagementEvent> Events =
    [
        new RiskEntered(CommandId(201), "Migrants are held in cells", RiskCategory.Protection, Grave, "Cells are\ninspected", Ministry, Day("2026-06-01")),
        new RiskChanged(CommandId(201), new()
        {
            Title = new("Migrants are held in cells", "Migrants are detained"),
            Assessment = new(Grave, new(RiskGrade.High, RiskGrade.Low)),
            Response = new("Cells are\ninspected", "Cells are closed"),
            Owner = new(Ministry, new(ResponsibleRole.Ngo, Iom)),
            ReviewOn = new(Day("2026-06-01"), Day("2026-09-01")),
        }, "After two inspections"),
        new MeasureAgreed(CommandId(202), CommandId(201), "Monthly inspection", Ministry, Day("2026-03-31"), "leg.draft.v1", true),
        new MeasurePostponed(CommandId(202), new(Day("2026-03-31"), Day("2026-04-30")), "No car"),
        new MeasureFollowedUp(CommandId(202), MeasureState.Agreed, MeasureState.Failed, Day("2026-03-02"), "Nobody came"),
        new RiskClosed(CommandId(201), "The cells were closed"),
        new RiskReopened(CommandId(201), "They are in use again", Day("2026-10-01")),
    ];
}
