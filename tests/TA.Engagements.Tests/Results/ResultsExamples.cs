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
    ];
}
