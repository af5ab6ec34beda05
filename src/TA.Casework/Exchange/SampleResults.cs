using TA.Engagements;

namespace TA.Casework.Exchange;

/// <summary>Made-up indicators, risks, agreements and findings.</summary>
internal static class SampleResults
{
    /// <summary>Results of work on a law, an agreement with IOM, a finding of the treaty review, data that was shared.</summary>
    public static async Task OfALaw(SamplePlan plan)
    {
        await Aim(plan, ("LEG-3", 1), ("LEG-4", 70), ("LEG-5", 3), ("CRD-2", 3));
        await plan.Do(new SignAgreement(
            AgreementKind.ExchangeOfLetters, SamplePlan.OfIom.Id, SamplePlan.OfIom.Name, "Sample: translation and consultations in the provinces", plan.In(-60), "Sample: for IOM, the Chief of Mission; for UNODC, the Representative",
            ValidUntil: plan.In(200)));
        await plan.Do(new EnterReviewFinding(
            ReviewedInstrument.TipProtocol, "TIP-3.c", "Sample: means should not be required for trafficking in children.", plan.In(-130), "Sample: executive summary of the treaty review", ["leg.draft.child"]));
        await plan.Do(new ShareDataProduct(DataProductKind.Analysis, "Sample: routes and means in court decisions", plan.In(-25), "Sample: national statistics office"));
        await Watch(plan, "Sample: the bill is not taken up in the next session", RiskCategory.Political, new(RiskGrade.Medium, RiskGrade.High), "Sample: brief the committee early.", "Sample: two briefings for the committee's secretariat");
    }

    /// <summary>Results of a unit, and a risk under the Human Rights Due Diligence Policy.</summary>
    public static async Task OfAUnit(SamplePlan plan)
    {
        await Aim(plan, ("UNIT-1", 1), ("UNIT-2", 40), ("UNIT-3", 4), ("UNIT-4", 2), ("UNIT-5", 60));
        await Watch(plan, "Sample: staff who were not cleared work in the unit", RiskCategory.HumanRights, new(RiskGrade.Low, RiskGrade.VeryHigh), "Sample: no equipment before vetting is complete.", "Sample: monthly list of posts against vetting outcomes", true);
    }

    /// <summary>Results of training.</summary>
    public static async Task OfTraining(SamplePlan plan)
    {
        await Aim(plan, ("TRN-1", 100), ("TRN-2", 12), ("TRN-3", 4), ("TRN-4", 20), ("TRN-5", 70));
        await Watch(plan, "Sample: trained officers are moved to other posts", RiskCategory.Operational, new(RiskGrade.High, RiskGrade.Low), "Sample: letter on two years in post.", "Sample: clause in the nomination form");
    }

    private static async Task Aim(SamplePlan plan, params (string Indicator, decimal Target)[] targets)
    {
        foreach (var (indicator, target) in targets)
        {
            await plan.Do(new ChooseIndicator(indicator), indicator);
            await plan.Do(new SetTarget(indicator, plan.In(0).Year, new(null, target)), indicator);
        }
    }

    private static async Task Watch(SamplePlan plan, string title, RiskCategory category, RiskAssessment assessment, string response, string measure, bool underDueDiligence = false)
    {
        var risk = await plan.Do(new EnterRisk(title, category, assessment, response, new(ResponsibleRole.Unodc), plan.In(30)));
        await plan.Do(new AgreeMeasure(risk, measure, new(ResponsibleRole.Unodc), plan.In(20), UnderDueDiligence: underDueDiligence));
    }
}
