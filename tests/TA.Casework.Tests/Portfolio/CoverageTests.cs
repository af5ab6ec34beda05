using TA.Casework.Portfolio;
using TA.Engagements;
using TA.TestKit;
using Xunit;

namespace TA.Casework.Tests.Portfolio;

public abstract class CoverageTests(On database) : PortfolioTests(database)
{
    private static readonly OrganizationId Iom = new("iom");

    private static EngagementRecord Engagement(string reference, string title = "Law")
    {
        var record = Changes.Recorded(reference, title, participants: [new(Iom, "IOM", ParticipationPart.Partner)]);
        return record.After(new ChangeEngagement { Edits = new() { Workstreams = new(record.Engagement!.Details.Workstreams, [WorkstreamKind.Legislation]) } });
    }

    private static EngagementRecord Assessed(EngagementRecord record, params (string Provision, ComplianceRating Rating)[] ratings)
    {
        record = record.After(new StartAssessment("Penal Code"));
        return record.After(new RateProvisions(
            record.Engagement!.Legislation.Assessments[^1].Id, ratings.Select(r => new ProvisionRated(r.Provision, new(default, r.Rating), null, new(null, "Remark"))).ToItems()));
    }

    private static EngagementRecord Drafted(EngagementRecord record, params string[] provisions)
    {
        record = record.After(new AddBill("Trafficking Bill", BillKind.Act));
        return record.After(new AddDraftVersion(record.Engagement!.Legislation.Bills[0].Id, 1, new('a', 64), null, ["1"], provisions.Select(p => new ProvisionId(p)).ToItems()));
    }

    private static EngagementRecord InReview(EngagementRecord record) =>
        record.After(new OpenReviewRound(record.Engagement!.Legislation.Bills[0].Id, 1, [Iom], new(2026, 4, 1), "Does it protect victims?"));

    [Fact]
    public async Task A_State_s_coverage_comes_from_all_its_engagements()
    {
        await using var portfolio = await Open();
        await portfolio.Write(
            Assessed(Engagement("KEN-2026-0001"), ("TIP-5.1", ComplianceRating.Met), ("TIP-6.1", ComplianceRating.NotMet), ("TIP-3.d", ComplianceRating.PartlyMet)),
            Drafted(Engagement("KEN-2026-0002"), "TIP-3.d"),
            Assessed(Engagement("BRA-2026-0001"), ("SOM-5", ComplianceRating.Met)));

        var kenya = await portfolio.Ask(new CoverageOfState("KEN", Seeded.Manager));

        Assert.Equal(116, kenya!.Lines.Count);
        Assert.Equal(
            (Coverage.LawInForce, Coverage.Gap, Coverage.Draft, Coverage.NotAssessed),
            (Of("TIP 5(1)").Coverage, Of("TIP 6(1)").Coverage, Of("TIP 3(d)").Coverage, Of("SOM 5").Coverage));
        Assert.Equal(["KEN-2026-0001", "KEN-2026-0002"], Of("TIP 3(d)").Known.Select(k => k.Engagement.ToString()));
        Assert.Equal([2014, 2014, 2014, 2014], kenya.Statuses.Select(s => s.SnapshotOn.Year));

        CoverageLine Of(string provision) => kenya.Lines.Single(l => l.Provision == provision);
    }

    [Fact]
    public async Task Across_States_each_State_and_each_provision_is_counted()
    {
        await using var portfolio = await Open();
        await portfolio.Write(
            Assessed(Engagement("KEN-2026-0001"), ("TIP-5.1", ComplianceRating.Met)),
            Drafted(Engagement("BRA-2026-0001"), "TIP-5.1", "SOM-5"));

        var table = await portfolio.Ask(new CoverageAcrossStates(null, Seeded.Manager));

        Assert.Equal(["BRA", "KEN"], table!.States.Select(s => s.MemberState));
        Assert.Equal([new("TIP", 0, 1, 0, 0, 41), new("SOM", 0, 1, 0, 0, 53), new("UNTOC", 0, 0, 0, 0, 20)], table.States[0].Counts);
        Assert.Equal(new CoverageCounts("TIP", 1, 1, 0, 0, 0), table.Provisions.Single(p => p.Provision == "TIP-5.1").Counts);
        Assert.Equal(["KEN"], (await portfolio.Ask(new CoverageAcrossStates(MemberStates.Find("KEN")!.RegionCode, Seeded.Manager)))!.States.Select(s => s.MemberState));
    }

    [Fact]
    public async Task Provisions_that_officers_added_are_counted_and_every_count_opens_the_States_behind_it()
    {
        await using var portfolio = await Open();
        var added = Engagement("KEN-2026-0001").After(new AddProvision("ICRMW", "16(1)", "Liberty and security of person", "A/RES/45/158, annex", ObligationLevel.Mandatory, ProvisionCategory.Protection));
        await portfolio.Write(
            Assessed(added, (added.Engagement!.Legislation.Provisions[0].Id.Value, ComplianceRating.NotMet)),
            Assessed(Engagement("BRA-2026-0001"), ("TIP-5.1", ComplianceRating.Met)));

        var table = await portfolio.Ask(new CoverageAcrossStates(null, Seeded.Manager));
        var line = table!.Provisions.Single(p => p.Name == "ICRMW 16(1)");
        Assert.Equal(new CoverageCounts("ICRMW", 0, 0, 1, 0, 1), line.Counts);
        // The line of a State counts what it counts on the State's own page.
        foreach (var state in table.States)
            Assert.Equal((await portfolio.Ask(new CoverageOfState(state.MemberState, Seeded.Manager)))!.OfListed(), state.Counts);

        foreach (var provision in table.Provisions)
        {
            var states = (await portfolio.Ask(new StatesOfProvision(provision.Name, null, Seeded.Manager)))!.States;
            Assert.Equal(provision.Counts, CoverageCounts.Of(provision.Counts.Instrument, states.Select(s => s.Coverage)));
        }

        var kenya = (await portfolio.Ask(new StatesOfProvision("ICRMW 16(1)", null, Seeded.Manager)))!.States.Single(s => s.Coverage == Coverage.Gap);
        Assert.Equal(("KEN", "KEN-2026-0001"), (kenya.MemberState, kenya.Known[0].Engagement.ToString()));
        Assert.Null(await portfolio.Ask(new StatesOfProvision("ICRMW 99", null, Seeded.Manager)));
        Assert.Null(await portfolio.Ask(new StatesOfProvision("ICRMW 16(1)", null, Seeded.Partner("iom"))));
    }

    [Fact]
    public async Task Nobody_counts_engagements_that_the_person_may_not_see_and_partners_see_no_matrix()
    {
        await using var portfolio = await Open();
        var secret = Assessed(Engagement("KEN-2026-0001"), ("TIP-5.1", ComplianceRating.Met));
        await portfolio.Write(secret.After(new ChangeEngagement { Edits = new() { Classification = new(InformationClassification.Unclassified, InformationClassification.StrictlyConfidential) } }));

        Assert.Equal(Coverage.NotAssessed, (await portfolio.Ask(new CoverageOfState("KEN", Seeded.Officer(1))))!.Lines.Single(l => l.Provision == "TIP 5(1)").Coverage);
        Assert.Empty((await portfolio.Ask(new CoverageAcrossStates(null, Seeded.Officer(1))))!.States);
        Assert.Null(await portfolio.Ask(new CoverageOfState("KEN", Seeded.Partner("iom"))));
        Assert.Null(await portfolio.Ask(new CoverageAcrossStates(null, Seeded.Partner("iom"))));
    }

    [Fact]
    public async Task An_organization_finds_the_reviews_it_is_asked_for_until_they_are_closed()
    {
        await using var portfolio = await Open();
        var record = InReview(Drafted(Engagement("KEN-2026-0001"), "TIP-5.1"));
        await portfolio.Write(record);

        var review = Assert.Single(await portfolio.Ask(new MyReviews(Seeded.Partner("iom"))));
        Assert.Equal(("KEN-2026-0001", "Trafficking Bill", 1, 0), (review.Engagement.ToString(), review.Bill, review.Version, review.Comments));
        Assert.Empty(await portfolio.Ask(new MyReviews(Seeded.Partner("unicef"))));

        var round = record.Engagement!.Legislation.Rounds[0];
        await portfolio.Write(record.After(new CloseReviewRound(round.Id, ReviewComments.Sha256(round))));
        Assert.Empty(await portfolio.Ask(new MyReviews(Seeded.Partner("iom"))));
    }

    [Fact]
    public async Task The_rows_of_the_law_follow_every_change_and_are_compared()
    {
        await using var portfolio = await Open();
        var before = InReview(Drafted(Assessed(Engagement("KEN-2026-0001"), ("TIP-5.1", ComplianceRating.NotMet)), "TIP-6.1"));
        await portfolio.Write(before);
        Assert.Empty(await portfolio.Get<PortfolioComparison>().Differences(before));

        var after = before.After(new CommentOnDraft(before.Engagement!.Legislation.Rounds[0].Id, "Article 1", "1", OnBehalfOf: Iom));
        Assert.Contains(await portfolio.Get<PortfolioComparison>().Differences(after), d => d.StartsWith("portfolio_reviews", StringComparison.Ordinal));
        await portfolio.Write(after);
        Assert.Empty(await portfolio.Get<PortfolioComparison>().Differences(after));

        await portfolio.Execute("UPDATE portfolio_coverage SET \"Known\" = '[]'");
        Assert.Contains(await portfolio.Get<PortfolioComparison>().Differences(after), d => d.StartsWith("portfolio_coverage", StringComparison.Ordinal));
    }
}
