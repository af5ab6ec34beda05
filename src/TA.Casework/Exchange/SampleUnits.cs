using TA.Engagements;

namespace TA.Casework.Exchange;

/// <summary>A made-up specialized unit.</summary>
internal static class SampleUnits
{
    /// <summary>A unit that has nearly everything: one agreement is signed, another not yet; the premises are not handed over.</summary>
    public static async Task NearlyReady(SamplePlan plan)
    {
        var unit = await plan.Do(new RecordUnit(null, new()
        {
            Name = new(null, "Sample: unit against trafficking in persons and violence against migrants"),
            Kind = new(null, UnitKind.Mixed),
            Topics = new(default, new(TraffickingInPersons: true, ViolenceAgainstMigrants: true)),
            Sites = new([], ["Capital", "Northern border crossing"]),
            Mandate = new(null, new(MandateForm.Order, "Sample: ministerial order on the unit", plan.In(-40))),
            MinimumStaff = new(null, 12),
            TargetShareOfWomen = new(null, 40),
        }));
        await Post(plan, unit, "Head and deputy", PostLevel.Management, new(2, 2, 1));
        await Post(plan, unit, "Team leaders", PostLevel.Supervisory, new(4, 3, 1));
        await Post(plan, unit, "Investigators", PostLevel.Operational, new(14, 8, 3));
        await Post(plan, unit, "Interpreters", PostLevel.Support, new(2, 1, 1));
        await plan.Do(new RecordVetting(unit, new(null, new(14, 1, 3, 18))));
        await Procedure(plan, unit, "Sample: interviews with victims", new(ProcedureState.Adopted, plan.In(-12)), new(plan.In(-15), ContentFinding.Found, ContentFinding.Found, "Sample: controlled with two organizations of survivors."));
        await Procedure(plan, unit, "Sample: referral of children", new(ProcedureState.UnderReview), new(plan.In(-8), ContentFinding.Lacking, ContentFinding.Found, "Sample: guardianship is missing."));
        await Procedure(plan, unit, "Sample: financial investigations", new(ProcedureState.Draft), null);
        await plan.Do(new RecordReferral(unit, null, new()
        {
            With = new(null, "Sample: network of shelters"), Kind = new(null, ReferralPartner.Ngo), Services = new([], [ReferralService.Shelter, ReferralService.PsychosocialSupport]),
            Terms = new(null, new(plan.In(-20), plan.In(240))),
        }), "shelters");
        await plan.Do(new RecordReferral(unit, null, new() { With = new(null, "Sample: child protection office"), Kind = new(null, ReferralPartner.PublicService), Services = new([], [ReferralService.ChildProtection]) }), "children");
        await plan.Do(new RecordItem(unit, null, new() { Name = new(null, "Interview rooms"), Kind = new(null, ItemKind.Premises), Numbers = new(default, new(2, 1, 0)) }), "rooms");
        await plan.Do(new RecordItem(unit, null, new()
        {
            Name = new(null, "Portable computers"), Kind = new(null, ItemKind.Equipment), Numbers = new(default, new(20, 20, 12, plan.In(-10))), Conditions = new(null, "Sample: used by vetted staff only; taken back on misuse."),
        }), "computers");
        await plan.Do(new RecordPerformance(unit, plan.In(0).Year - 1, new(null, new(new(24, 11, 9, 6, null, 50), new(18, 9, 5), null, new(7, 3, 1), "Sample: yearly report of the Prosecutor General"))));
    }

    private static async Task Post(SamplePlan plan, Guid unit, string function, PostLevel level, PostNumbers numbers) =>
        await plan.Do(new RecordPost(unit, null, new() { Function = new(null, function), Level = new(null, level), Numbers = new(default, numbers) }), function);

    private static async Task Procedure(SamplePlan plan, Guid unit, string title, ProcedureStanding standing, ContentControl? control) =>
        await plan.Do(new RecordProcedure(unit, null, new() { Title = new(null, title), Standing = new(default, standing), Control = control is null ? null : new(null, control) }), title);
}
