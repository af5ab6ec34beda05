using static TA.Engagements.Tests.Example;

namespace TA.Engagements.Tests;

internal static class RiskExamples
{
    public static readonly RiskAssessment Grave = new(RiskGrade.Medium, RiskGrade.VeryHigh);
    public static readonly Owner Unit = new(ResponsibleRole.Unodc, Unodc);

    public static readonly Risk Detention = new()
    {
        Id = CommandId(71),
        Title = "Migrants are held in the unit's cells",
        Category = RiskCategory.HumanRights,
        Assessment = Grave,
        Response = "Cells are inspected by the national preventive mechanism",
        Owner = Unit,
        ReviewOn = Day("2026-06-01"),
        Since = 8,
    };

    public static readonly MitigatingMeasure Inspection = new()
    {
        Id = CommandId(72),
        Risk = Detention.Id,
        What = "Monthly inspection of cells",
        Owner = new(ResponsibleRole.NationalCounterpart, Ministry),
        DueOn = Day("2026-03-31"),
        UnderDueDiligence = true,
        Since = 9,
    };

    private static readonly Risk Closed = Detention with { ClosedBecause = "The cells were closed" };

    public static Engagement Watched(Risk? risk = null, params MitigatingMeasure[] measures) =>
        With(Task("unit.a", Unodc, workstream: WorkstreamKind.SpecializedUnit)) with { Risks = new() { Register = risk is null ? [] : [risk], Measures = measures.ToItems() } };

    private static readonly MitigatingMeasure Failed = Inspection with { State = MeasureState.Failed };

    public static readonly IReadOnlyList<Example> All =
    [
        Accepted("A risk is entered with its response and who watches it",
            Watched(), new EnterRisk(Detention.Title, Detention.Category, Grave, Detention.Response, Unit, Detention.ReviewOn), LeadOfficer,
            new RiskEntered(CommandId(1), Detention.Title, Detention.Category, Grave, Detention.Response, Unit, Detention.ReviewOn)),
        Refused("A risk is not reviewed in the past",
            Watched(), new EnterRisk(Detention.Title, Detention.Category, Grave, Detention.Response, Unit, Day("2026-03-01")), LeadOfficer,
            new DateInPast("reviewOn", Day("2026-03-01"))),
        Accepted("A review lowers the risk and names the day of the next one",
            Watched(Detention), new ChangeRisk(Detention.Id, new() { Assessment = new(Grave, new(RiskGrade.Low, RiskGrade.High)), ReviewOn = new(Detention.ReviewOn, Day("2026-12-01")) }, "Two inspections found nobody"), LeadOfficer,
            new RiskChanged(Detention.Id, new() { Assessment = new(Grave, new(RiskGrade.Low, RiskGrade.High)), ReviewOn = new(Detention.ReviewOn, Day("2026-12-01")) }, "Two inspections found nobody")),
        Refused("An assessment that a colleague has changed meanwhile is not overwritten",
            Watched(Detention), new ChangeRisk(Detention.Id, new() { Assessment = new(default, Grave with { Likelihood = RiskGrade.Low }) }), LeadOfficer,
            new EditConflict([new("assessment", "likelihood: very-low; impact: very-low; level: low", "likelihood: medium; impact: very-high; level: high", "likelihood: low; impact: very-high; level: medium")])),
        Refused("A risk that is not in the register is not changed", Watched(), new ChangeRisk(CommandId(5), new()), LeadOfficer, new RiskUnknown(CommandId(5))),
        Refused("A closed risk is not changed",
            Watched(Closed), new ChangeRisk(Detention.Id, new() { Title = new(Detention.Title, "Other") }), LeadOfficer, new RiskIsClosed(Detention.Id)),
        Accepted("A risk that has gone is closed with the reason",
            Watched(Detention), new CloseRisk(Detention.Id, "The cells were closed", 8), LeadOfficer, new RiskClosed(Detention.Id, "The cells were closed")),
        Refused("A risk that was reopened meanwhile is not closed by an old page", Watched(Detention), new CloseRisk(Detention.Id, "The cells were closed", 3), LeadOfficer, new RiskHasMoved(Detention.Id)),
        Accepted("A closed risk is watched again",
            Watched(Closed), new ReopenRisk(Detention.Id, "The cells are in use again", Day("2026-05-01"), 8), LeadOfficer, new RiskReopened(Detention.Id, "The cells are in use again", Day("2026-05-01"))),
        Accepted("A measure under the due diligence policy is agreed with its last day",
            Watched(Detention), new AgreeMeasure(Detention.Id, Inspection.What, Inspection.Owner, Inspection.DueOn, "unit.a", true), LeadOfficer,
            new MeasureAgreed(CommandId(1), Detention.Id, Inspection.What, Inspection.Owner, Inspection.DueOn, "unit.a", true)),
        Accepted("A measure is postponed with the reason",
            Watched(Detention, Inspection), new PostponeMeasure(Inspection.Id, new(Inspection.DueOn, Day("2026-04-30")), "The mechanism has no car"), LeadOfficer,
            new MeasurePostponed(Inspection.Id, new(Inspection.DueOn, Day("2026-04-30")), "The mechanism has no car")),
        Refused("A measure that was never agreed is not postponed", Watched(), new PostponeMeasure(CommandId(5), new(Today, March.Due), "No car"), LeadOfficer, new MeasureUnknown(CommandId(5))),
        Refused("A measure that has failed is not postponed",
            Watched(Detention, Failed), new PostponeMeasure(Inspection.Id, new(Inspection.DueOn, Day("2026-04-30")), "No car"), LeadOfficer, new MeasureSettled(Inspection.Id, MeasureState.Failed)),
        Accepted("A follow-up records what was found",
            Watched(Detention, Inspection), new FollowUpMeasure(Inspection.Id, MeasureState.Done, Today, "Protocols of three inspections", 9), LeadOfficer,
            new MeasureFollowedUp(Inspection.Id, MeasureState.Agreed, MeasureState.Done, Today, "Protocols of three inspections")),
        Refused("A measure that somebody else has followed up meanwhile is looked at again first",
            Watched(Detention, Inspection), new FollowUpMeasure(Inspection.Id, MeasureState.Done, Today, "Protocols", 8), LeadOfficer, new MeasureHasMoved(Inspection.Id, MeasureState.Agreed)),
        Refused("While a due diligence measure for a high risk has failed no task of the unit begins",
            Watched(Detention, Failed), new StartTask("unit.a"), LeadOfficer, new SupportOnHold([Inspection.Id])),
        Refused("While a due diligence measure for a high risk has failed no task of the unit begins by being unblocked",
            Watched(Detention, Failed).With("unit.a", t => t with { State = PlanTaskState.Blocked, Because = "No room" }), new UnblockTask("unit.a"), LeadOfficer, new SupportOnHold([Inspection.Id])),
        Refused("While a due diligence measure for a high risk has failed no task of the unit is completed in one step",
            Watched(Detention, Failed), new CompleteTask("unit.a"), LeadOfficer, new SupportOnHold([Inspection.Id])),
        Refused("After the end nobody is sent to measures that would change nothing",
            Watched(Detention, Failed) with { State = EngagementState.Closed },
            new RecordItem(CommandId(1), null, new() { Name = new(null, "Vehicles"), Kind = new(null, ItemKind.Equipment), Numbers = new(default, new(4, 3, 2, Today)) }), LeadOfficer, new EngagementEnded(EngagementState.Closed)),
        Refused("While a due diligence measure for a high risk has failed a suspended engagement does not go on",
            Watched(Detention, Failed) with { State = EngagementState.Suspended }, new MoveEngagement(EngagementState.Suspended, EngagementState.Delivery), LeadOfficer, new SupportOnHold([Inspection.Id])),
        Refused("A risk that is not in the register is not closed", Watched(), new CloseRisk(CommandId(5), "Gone", 8), LeadOfficer, new RiskUnknown(CommandId(5))),
        Refused("A risk that is not in the register is not reopened", Watched(), new ReopenRisk(CommandId(5), "Back", May.Due, 8), LeadOfficer, new RiskUnknown(CommandId(5))),
        Refused("An open risk is not reopened", Watched(Detention), new ReopenRisk(Detention.Id, "Back", May.Due, 8), LeadOfficer, new RiskHasMoved(Detention.Id)),
        Refused("A measure lowers a risk of the register", Watched(), new AgreeMeasure(CommandId(5), "A", Unit, May.Due), LeadOfficer, new RiskUnknown(CommandId(5))),
        Refused("A measure lowers an open risk", Watched(Closed), new AgreeMeasure(Detention.Id, "A", Unit, May.Due), LeadOfficer, new RiskIsClosed(Detention.Id)),
        Refused("A measure is carried out in a task of the plan", Watched(Detention), new AgreeMeasure(Detention.Id, "A", Unit, May.Due, "unit.none"), LeadOfficer, new TaskUnknown("unit.none")),
        Refused("A measure is not due in the past", Watched(Detention), new AgreeMeasure(Detention.Id, "A", Unit, Day("2026-03-01")), LeadOfficer, new DateInPast("dueOn", Day("2026-03-01"))),
        Refused("A last day that a colleague has changed meanwhile is not overwritten",
            Watched(Detention, Inspection), new PostponeMeasure(Inspection.Id, new(Today, May.Due), "No car"), LeadOfficer, new EditConflict([new("dueOn", "2026-03-02", "2026-03-31", "2026-05-15")])),
        Refused("A measure that was never agreed is not followed up", Watched(), new FollowUpMeasure(CommandId(5), MeasureState.Done, Today, "A", 9), LeadOfficer, new MeasureUnknown(CommandId(5))),
        Refused("A follow-up does not lie in the future",
            Watched(Detention, Inspection), new FollowUpMeasure(Inspection.Id, MeasureState.Done, Day("2026-03-03"), "A", 9), LeadOfficer, new DateInFuture("on", Day("2026-03-03"))),
    ];
}
