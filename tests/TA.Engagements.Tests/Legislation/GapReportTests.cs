using static TA.Engagements.ComplianceRating;
using static TA.Engagements.Tests.ALaw;

namespace TA.Engagements.Tests;

public sealed class GapReportTests
{
    [Fact]
    public void Mandatory_provisions_are_counted_apart_from_the_rest()
    {
        var report = Having(null, null, Assessment with { Findings = [.. Assessment.Findings, new("TIP-6.3", Met), new("TIP-2", Met), new("UNTOC-15.2", NotApplicable, Remark: "No coast")] })
            is var e ? e.Report(e.Legislation.Assessments[0]) : null;
        Assert.Equal((new RatingCounts(0, 1, 1, 0, 47), 49), (report!.Mandatory, report.Mandatory.All()));
        Assert.Equal(new RatingCounts(1, 0, 0, 1, 7), report.Other);
        Assert.Equal(new RatingCounts(1, 0, 0, 0, 3), report.Interpretive);
    }

    [Fact]
    public void The_second_assessment_is_compared_with_the_first()
    {
        var e = Having(ALaw.InForce, null, Assessment, Assessment with { Id = Second, Findings = [new("TIP-5.1", Met, "s. 5"), new("TIP-3.d", NotMet)] });
        var compared = Assert.Single(e.Compare(e.Legislation.Assessments[0], e.Legislation.Assessments[1]));
        Assert.Equal(("TIP-5.1", PartlyMet, Met, "s. 17", "s. 5"), (compared.Provision.Id.Value, compared.Before.Rating, compared.After.Rating, compared.Before.Article, compared.After.Article));
    }

    [Fact]
    public void What_was_rated_stays_in_the_list_when_the_topics_change() =>
        Assert.Contains("TIP-5.1", (Having(null, null, Assessment) with { Details = Details with { Topics = new(ViolenceAgainstMigrants: true) } }).AssessedProvisions().Select(p => p.Id.Value));

    [Fact]
    public void Coverage_is_law_in_force_draft_or_gap()
    {
        var known = TreatyCoverage.Of(Having(null, null, Assessment)).ToDictionary(k => k.Provision, k => TreatyCoverage.Of([k]));
        Assert.Equal((Coverage.Draft, Coverage.Gap, Coverage.Draft), (known["TIP 5(1)"], known["TIP 3(d)"], known["TIP 3(a)"]));
        Assert.Equal(Coverage.Gap, TreatyCoverage.Of(TreatyCoverage.Of(Having(ALaw.Bill with { End = BillEnd.Rejected }, null, Assessment)).Where(k => k.Provision == "TIP 5(1)")));
        Assert.Equal(Coverage.LawInForce, TreatyCoverage.Of(TreatyCoverage.Of(Having(ALaw.InForce)).Where(k => k.Provision == "TIP 5(1)")));
        Assert.Equal(Coverage.NotAssessed, TreatyCoverage.Of([]));
    }

    [Fact]
    public void A_rating_is_dated_anew_when_it_changes_and_not_when_a_word_beside_it_is_corrected()
    {
        var law = Checked with { Submitted = 1, Milestones = [new(LegislativeMilestone.InForce, Actual: Day("2026-02-25"))] };
        var corrected = new ProvisionRated("TIP-5.1", Remark: new("No attempt", "The attempt is not punishable"));
        Given(Having(law, null, Assessment)).When(new RateProvisions(First, [corrected]), by: LeadOfficer)
            .Then(RatedOn(Day("2026-02-23")), CoverageIs(Coverage.LawInForce))
            .And(new RateProvisions(First, [new("TIP-5.1", new(PartlyMet, NotMet))]), by: LeadOfficer).Then(RatedOn(Today), CoverageIs(Coverage.Gap));

        // One that was recorded before events told the two apart.
        RatedOn(Today)(Having(law, null, Assessment).Apply(new ProvisionsRated(First, [corrected]), new(11, Now, LeadOfficer)));

        static Action<Engagement> RatedOn(DateOnly day) => e => Assert.Equal(day, e.Legislation.Assessments[0].Finding("TIP-5.1").On);
        static Action<Engagement> CoverageIs(Coverage coverage) => e => Assert.Equal(coverage, TreatyCoverage.Of(TreatyCoverage.Of(e).Where(k => k.Provision == "TIP 5(1)")));
    }

    [Fact]
    public void The_newest_word_on_the_law_in_force_decides_between_engagements()
    {
        var met = new KnownOfProvision("TIP 5(1)", Met, Day("2020-01-01"));
        var repealed = new KnownOfProvision("TIP 5(1)", NotMet, Day("2026-01-01"));
        Assert.Equal(Coverage.Gap, TreatyCoverage.Of([repealed, met]));
        Assert.Equal(Coverage.LawInForce, TreatyCoverage.Of([repealed, met, new("TIP 5(1)", InForceSince: Day("2026-02-01"))]));
        Assert.Equal(Coverage.Gap, TreatyCoverage.Of([repealed, new("TIP 5(1)", InForceSince: Day("2025-02-01"))]));
        Assert.Equal(Coverage.Draft, TreatyCoverage.Of([repealed, new("TIP 5(1)", InDraft: true)]));
        Assert.Equal(Coverage.NotApplicable, TreatyCoverage.Of([new("SOM 7", NotApplicable, Day("2026-01-01"))]));
    }
}
