using static TA.Engagements.Tests.Example;

namespace TA.Engagements.Tests;

internal static class ResultsExamples
{
    private static readonly ChosenIndicator Trained = new() { Code = "TRN-1", Since = 8, Targets = [new(2026, 120)] };
    private static readonly ChosenIndicator Meetings = new() { Code = "CRD-1", Since = 8 };
    private static readonly EnteredActual Fifty = new() { Year = 2025, Value = 50, Source = "Report of the academy", Cells = [new("sex", "women", 20), new("sex", "men", 30)] };
    private static readonly ReviewFinding Victims = new()
    {
        Id = CommandId(81), Instrument = ReviewedInstrument.TipProtocol, Provision = "TIP-6.3", Text = "Shelters are missing outside the capital", ReportedOn = Day("2025-11-03"), Source = "Country review report 2025",
    };

    private static readonly DataProduct Routes = new() { Id = CommandId(82), Kind = DataProductKind.Analysis, Title = "Routes through the Horn of Africa", SharedOn = Day("2026-02-10"), SharedWith = "IOM, Member States of IGAD" };

    public static readonly Engagement Measured =
        With(Task("leg.a"), Task("case.delivery.coord", Unodc, PlanTaskState.Accepted, workstream: WorkstreamKind.LifeCycle)) with
        {
            Results = new() { Chosen = [Trained, Meetings], Findings = [Victims], Products = [Routes] },
        };

    public static readonly IReadOnlyList<Example> All =
    [
        Accepted("An indicator is chosen", Measured, new ChooseIndicator("TRN-2"), LeadOfficer, new IndicatorChosen("TRN-2")),
        Refused("An indicator that is not in the list is not chosen", Measured, new ChooseIndicator("TRN-99"), LeadOfficer, new IndicatorUnknown("TRN-99")),
        Refused("An indicator that a colleague has dropped is chosen again on purpose only",
            Measured with { Results = new() { Chosen = [Trained with { IsDropped = true }] } }, new ChooseIndicator("TRN-1"), LeadOfficer, new IndicatorHasMoved("TRN-1", false)),
        Accepted("An indicator is dropped", Measured, new DropIndicator("TRN-1", "No training is planned any more", 8), LeadOfficer, new IndicatorDropped("TRN-1", "No training is planned any more")),
        Accepted("A baseline says where it is from",
            Measured, new SetBaseline("TRN-1", new(null, new(0, 2025, "Needs assessment"))), LeadOfficer, new BaselineSet("TRN-1", new(null, new(0, 2025, "Needs assessment")))),
        Refused("An indicator that is not chosen has no baseline", Measured, new SetBaseline("TRN-2", new(null, new(0, 2025, "Needs assessment"))), LeadOfficer, new IndicatorNotChosen("TRN-2")),
        Accepted("A target is set for a year", Measured, new SetTarget("TRN-1", 2027, new(null, 80)), LeadOfficer, new TargetSet("TRN-1", 2027, new(null, 80))),
        Accepted("Numbers from before are entered with their source, broken down",
            Measured, new EnterActual("TRN-1", 2025, new(null, Fifty)), LeadOfficer, new ActualEntered("TRN-1", 2025, new(null, Fifty))),
        Refused("Parts that do not add up are refused, with the difference",
            Measured, new EnterActual("TRN-1", 2025, new(null, Fifty with { Cells = [new("sex", "women", 20), new("sex", "men", 28)] })), LeadOfficer, new PartsDoNotAddUp("sex", 50, 48, -2)),
        Refused("An indicator is not broken down by what it does not know",
            Measured, new EnterActual("TRN-1", 2025, new(null, Fifty with { Cells = [new("sex", "unknown", 50)] })), LeadOfficer, new CategoryUnknown("sex", "unknown")),
        Refused("A share says out of how many",
            Measured with { Results = new() { Chosen = [new() { Code = "UNIT-2" }] } }, new EnterActual("UNIT-2", 2025, new(null, new() { Year = 2025, Value = 12, Source = "Staff list" })), LeadOfficer,
            new OutOfHowManyNeeded("UNIT-2")),
        Refused("What follows from the work is not entered",
            Measured, new EnterActual("CRD-1", 2026, new(null, new() { Year = 2026, Value = 4, Source = "Minutes" })), LeadOfficer, new FollowsFromWork("CRD-1", 2026)),
        Accepted("A finding of the review mechanism names the tasks that answer it",
            Measured, new EnterReviewFinding(Victims.Instrument, Victims.Provision, Victims.Text, Victims.ReportedOn, Victims.Source, ["leg.a"]), LeadOfficer,
            new ReviewFindingEntered(Victims with { Id = CommandId(1), Tasks = ["leg.a"] })),
        Accepted("Another task answers a finding", Measured, new LinkReviewFinding(Victims.Id, new([], ["leg.a"])), LeadOfficer, new ReviewFindingLinked(Victims.Id, new([], ["leg.a"]))),
        Refused("A finding that is not on record has no tasks", Measured, new LinkReviewFinding(CommandId(5), new([], [])), LeadOfficer, new FindingUnknown(CommandId(5))),
        Accepted("An analysis of migration routes is shared",
            Measured, new ShareDataProduct(Routes.Kind, Routes.Title, Routes.SharedOn, Routes.SharedWith, "https://example.org/routes"), LeadOfficer,
            new DataProductShared(Routes with { Id = CommandId(1), Address = "https://example.org/routes" })),
        Accepted("A data product that was entered by mistake no longer counts",
            Measured, new WithdrawDataProduct(Routes.Id, "Entered twice"), LeadOfficer, new DataProductWithdrawn(Routes.Id, "Entered twice")),
        Refused("A data product that is not on record is not taken back", Measured, new WithdrawDataProduct(CommandId(5), "Entered twice"), LeadOfficer, new DataProductUnknown(CommandId(5))),
        Accepted("An officer says what an added task serves",
            Measured, new ClassifyTask("leg.a", new(null, WorkFocus.Protection)), LeadOfficer, new TaskClassified("leg.a", new(null, WorkFocus.Protection))),
        Refused("An indicator that is not chosen is not dropped", Measured, new DropIndicator("TRN-2", "A", 8), LeadOfficer, new IndicatorNotChosen("TRN-2")),
        Refused("An indicator that was chosen anew meanwhile is not dropped by an old page", Measured, new DropIndicator("TRN-1", "A", 3), LeadOfficer, new IndicatorHasMoved("TRN-1", true)),
        Refused("An indicator that is not in the list has no baseline", Measured, new SetBaseline("TRN-99", new(null, new(0, 2025, "A"))), LeadOfficer, new IndicatorUnknown("TRN-99")),
        Refused("A baseline is not negative", Measured, new SetBaseline("TRN-1", new(null, new(-1, 2025, "A"))), LeadOfficer, new OutOfRange("baseline.to.value", -1, 0, Limits.Indicator)),
        Refused("A baseline that a colleague has set meanwhile is not overwritten",
            Measured with { Results = new() { Chosen = [Trained with { Baseline = new(3, 2024, "A") }] } }, new SetBaseline("TRN-1", new(null, new(4, 2024, "A"))), LeadOfficer,
            new EditConflict([new("baseline", null, "value: 3; year: 2024; source: A", "value: 4; year: 2024; source: A")])),
        Refused("An indicator that is not in the list has no target", Measured, new SetTarget("TRN-99", 2027, new(null, 80)), LeadOfficer, new IndicatorUnknown("TRN-99")),
        Refused("An indicator that is not chosen has no target", Measured, new SetTarget("TRN-2", 2027, new(null, 80)), LeadOfficer, new IndicatorNotChosen("TRN-2")),
        Refused("A target is for a year of this time", Measured, new SetTarget("TRN-1", 1944, new(null, 80)), LeadOfficer, new OutOfRange("year", 1944, 1945, 2100)),
        Refused("A target that a colleague has set meanwhile is not overwritten", Measured, new SetTarget("TRN-1", 2026, new(null, 80)), LeadOfficer, new EditConflict([new("value", null, "120", "80")])),
        Refused("An indicator that is not in the list has no numbers", Measured, new EnterActual("TRN-99", 2025, new(null, Fifty)), LeadOfficer, new IndicatorUnknown("TRN-99")),
        Refused("An indicator that is not chosen has no numbers", Measured, new EnterActual("TRN-2", 2025, new(null, Fifty)), LeadOfficer, new IndicatorNotChosen("TRN-2")),
        Refused("Numbers are not entered for a year that has not begun", Measured, new EnterActual("TRN-1", 2027, new(null, Fifty with { Year = 2027 })), LeadOfficer, new OutOfRange("year", 2027, 1945, 2026)),
        Refused("Numbers that a colleague has entered meanwhile are not overwritten",
            Measured with { Results = new() { Chosen = [Trained with { Entered = [new() { Year = 2025, Value = 4, Source = "A" }] }] } }, new EnterActual("TRN-1", 2025, new(null, new() { Year = 2025, Value = 5, Source = "A" })), LeadOfficer,
            new EditConflict([new("actual", null, "year: 2025; value: 4; source: A; cells: ", "year: 2025; value: 5; source: A; cells: ")])),
        Refused("A finding is not reported in the future",
            Measured, new EnterReviewFinding(default, null, "A", Day("2026-03-03"), "B"), LeadOfficer, new DateInFuture("reportedOn", Day("2026-03-03"))),
        Refused("A task that is not in the plan answers no finding", Measured, new EnterReviewFinding(default, null, "A", Today, "B", ["leg.none"]), LeadOfficer, new TaskUnknown("leg.none")),
        Refused("A task that is not in the plan is not linked to a finding", Measured, new LinkReviewFinding(Victims.Id, new([], ["leg.none"])), LeadOfficer, new TaskUnknown("leg.none")),
        Refused("Tasks of a finding are judged as one field",
            Measured, new LinkReviewFinding(Victims.Id, new(["leg.a"], ["case.delivery.coord"])), LeadOfficer, new EditConflict([new("tasks", "leg.a", "", "case.delivery.coord")])),
        Refused("A data product is not shared in the future",
            Measured, new ShareDataProduct(default, "A", Day("2026-03-03"), "B"), LeadOfficer, new DateInFuture("sharedOn", Day("2026-03-03"))),
        Refused("A data product names a file that is attached", Measured, new ShareDataProduct(default, "A", Today, "B", null, CommandId(5)), LeadOfficer, new DocumentUnknown(CommandId(5))),
        Refused("A task that is not in the plan serves nothing", Measured, new ClassifyTask("leg.none", new(null, WorkFocus.Both)), LeadOfficer, new TaskUnknown("leg.none")),
        Refused("A focus that a colleague has set meanwhile is not overwritten",
            Measured, new ClassifyTask("leg.a", new(WorkFocus.Both, WorkFocus.Neither)), LeadOfficer, new EditConflict([new("focus", "both", null, "neither")])),
    ];
}
