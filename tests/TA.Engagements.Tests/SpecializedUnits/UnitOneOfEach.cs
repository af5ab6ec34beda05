namespace TA.Engagements.Tests;

/// <summary>One event of every kind with every member set, in an order in which they can happen; the golden file of format 2 holds these values.</summary>
internal static class UnitOneOfEach
{
    private static readonly Guid Unit = CommandId(501);

    public static readonly IReadOnlyList<EngagementEvent> Events =
    [
        new UnitRecorded(Unit, new(
            "Unité mixte – وحدة", UnitKind.Mixed, new(true, true, true), ["Nairobi", "Mombasa"], new(MandateForm.Order, "Order 12/2026", Day("2026-02-01"), "unit.mandate.legal"), 10, 50)),
        new PostRecorded(Unit, new(CommandId(502), "Investigator", PostLevel.Operational, new(16, 12, 0))),
        new VettingRecorded(Unit, new(12, 0, 4, 16)),
        new ProcedureRecorded(Unit, new(
            CommandId(503), "Interviews", new(ProcedureState.Adopted, Day("2026-02-20")), new(Day("2026-02-19"), ContentFinding.NotApplicable, ContentFinding.Lacking, "Annex B"))),
        new ReferralRecorded(Unit, new(CommandId(504), "Safe House", ReferralPartner.Igo, [ReferralService.Shelter, ReferralService.LegalAid], new(Day("2026-01-10"), Day("2026-06-30")))),
        new ItemRecorded(Unit, new(CommandId(505), "Interview rooms", ItemKind.Premises, new(2, 2, 0, Day("2026-02-15")), "Not used for detention")),
        new PerformanceRecorded(Unit, 2025, new(new(20, 3, 6, 2, 0, 31), new(14, 5, 2), new(3, 1, 0), new(2, 0, 0), "Annual report")),
        new UnitReadinessChanged(Unit, true, Day("2026-02-20")),
    ];
}
