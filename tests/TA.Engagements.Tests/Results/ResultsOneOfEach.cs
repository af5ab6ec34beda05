namespace TA.Engagements.Tests;

/// <summary>One event of every kind with every member set, in an order in which they can happen; the golden file of format 2 holds these values.</summary>
internal static class ResultsOneOfEach
{
    private static readonly EnteredActual Actual = new() { Year = 2025, Value = 12.5m, Of = 20, Source = "Staff list", Cells = [new("level", "senior", 3, 8), new("level", "junior", 9, 12)] };

    public static readonly IReadOnlyList<EngagementEvent> Events =
    [
        new IndicatorChosen("UNIT-2"),
        new BaselineSet("UNIT-2", new(null, new(10.5m, 2024, "Needs assessment"))),
        new TargetSet("UNIT-2", 2026, new(null, 30)),
        new ActualEntered("UNIT-2", 2025, new(null, Actual)),
        new IndicatorDropped("UNIT-2", "No unit"),
        new ReviewFindingEntered(new()
        {
            Id = CommandId(401), Instrument = ReviewedInstrument.SomProtocol, Provision = "SOM-6.1", Text = "Offences\nare missing", ReportedOn = Day("2025-11-03"), Source = "Country review", Tasks = ["leg.draft.v1"],
        }),
        new ReviewFindingLinked(CommandId(401), new(["leg.draft.v1"], [])),
        new DataProductShared(new()
        {
            Id = CommandId(402), Kind = DataProductKind.Report, Title = "Routes", SharedOn = Day("2026-02-10"), SharedWith = "IOM", Address = "https://example.org/routes", File = CommandId(4),
        }),
        new DataProductWithdrawn(CommandId(402), "Entered twice"),
        new TaskClassified("leg.draft.v1", new(null, WorkFocus.Both)),
    ];
}
