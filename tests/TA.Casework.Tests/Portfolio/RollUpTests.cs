using System.Globalization;
using System.Text;
using TA.Casework.Portfolio;
using TA.Engagements;
using TA.TestKit;
using Xunit;

namespace TA.Casework.Tests.Portfolio;

/// <summary>Sums of results over engagements: by year, region, donor and programme; each is the sum of the list behind it, and small cells stay out of all.</summary>
public abstract class RollUpTests(On database) : PortfolioTests(database)
{
    private static EnteredActual People(int year, int women, int men) => new()
    {
        Year = year, Value = women + men, Source = "Report", Cells = [new("sex", "women", women), new("sex", "men", men)],
    };

    private static EngagementRecord With(EngagementRecord record, params (string Code, EnteredActual Actual)[] actuals) => record with
    {
        Engagement = record.Engagement! with
        {
            Results = new()
            {
                Chosen = actuals.GroupBy(a => a.Code).Select(g => new ChosenIndicator { Code = g.Key, Entered = g.Select(a => a.Actual).ToItems(), Targets = [new(2025, 100)] }).ToItems(),
            },
        },
    };

    private static Contribution From(string donor) => new(Guid.NewGuid(), donor);

    private async Task<PortfolioAtHand> ThreeStates()
    {
        var portfolio = await Open();
        await portfolio.Write(
            With(Changes.Recorded("KEN-2026-0001", contributions: [From("Norway"), From("Japan")]), ("TRN-1", People(2024, 20, 30)), ("TRN-1", People(2025, 12, 8)), ("UNIT-2", new() { Year = 2024, Value = 10, Of = 40, Source = "List" })),
            With(Changes.Recorded("UGA-2026-0001", contributions: [From("norway")]), ("TRN-1", People(2025, 3, 40)), ("UNIT-2", new() { Year = 2025, Value = 20, Of = 40, Source = "List" })),
            With(Changes.Recorded("PER-2026-0001"), ("TRN-1", People(2025, 2, 1))));
        return portfolio;
    }

    private static async Task<List<RollUpLine>> Sums(PortfolioAtHand portfolio, RollUpBy by, string indicator = "TRN-1", ResultsScope? scope = null) =>
        [.. (await portfolio.Ask(new RollUpResults(scope ?? new(new()), by, PortfolioAtHand.Today, Seeded.Manager))).Lines.Where(l => l.Indicator == indicator)];

    [Fact]
    public async Task Results_are_added_by_year_by_region_and_by_donor()
    {
        await using var portfolio = await ThreeStates();
        Assert.Equal([("2024", 50m, 0), ("2025", 63m, 1)], (await Sums(portfolio, RollUpBy.Period)).Select(l => (l.Group, l.Value!.Value, l.Withheld)));
        Assert.Equal([("002", (decimal?)113m), ("019", null)], (await Sums(portfolio, RollUpBy.Region)).Select(l => (l.Group, l.Value)));
        var donors = await Sums(portfolio, RollUpBy.Donor);
        Assert.Equal([70m, 113m], donors.Select(l => l.Value!.Value));
        Assert.Equal(["japan", "norway"], donors.Select(l => l.Group.ToLowerInvariant()));
        Assert.Equal(300, (await Sums(portfolio, RollUpBy.Nothing)).Single().Target);
    }

    [Fact]
    public async Task What_is_withheld_in_an_engagement_is_in_no_sum_and_is_counted()
    {
        await using var portfolio = await ThreeStates();
        var all = (await Sums(portfolio, RollUpBy.Nothing)).Single();
        // 2 of Peru's three people are women: the total itself is too small. Of Uganda the total is told and both cells are withheld.
        Assert.Equal((113m, 1, 2), (all.Value!.Value, all.Withheld, all.Engagements));
        Assert.Equal([("men", 38m, 1), ("women", 32m, 1)], all.Cells.Select(c => (c.Category, c.Value!.Value, c.Withheld)));
        await using var db = await portfolio.Db();
        Assert.DoesNotContain(db.Results.Where(r => r.Indicator == "TRN-1").ToList(), r => r.Value is > 0 and < 50_000);
    }

    [Fact]
    public async Task How_things_stand_is_told_by_the_newest_year_of_each_engagement()
    {
        await using var portfolio = await ThreeStates();
        Assert.Equal((30m, 80m), (await Sums(portfolio, RollUpBy.Nothing, "UNIT-2")).Select(l => (l.Value!.Value, l.Of!.Value)).Single());
        Assert.Equal([("2024", 25m), ("2025", 37.5m)], (await Sums(portfolio, RollUpBy.Period, "UNIT-2")).Select(l => (l.Group, l.Shown!.Value)));
    }

    [Fact]
    public async Task What_is_aimed_at_for_how_things_stand_is_the_newest_target_of_each_engagement()
    {
        await using var portfolio = await Open();
        await portfolio.Write(Aiming("KEN-2026-0001", 3), Aiming("UGA-2026-0001", 5));
        Assert.Equal(8, (await Sums(portfolio, RollUpBy.Nothing, "UNIT-1")).Single().Target);
        Assert.Equal([("2026", 2m), ("2027", 4m), ("2028", 8m)], (await Sums(portfolio, RollUpBy.Period, "UNIT-1")).Select(l => (l.Group, l.Target!.Value)));
        Assert.Equal([3m, 5m], (await portfolio.Ask(new ListResults(new(new()), "UNIT-1", PortfolioAtHand.Today, Seeded.Manager, Targets: true))).Results.Select(r => r.Target!.Value));

        static EngagementRecord Aiming(string reference, decimal last) => Changes.Recorded(reference) is var record
            ? record with { Engagement = record.Engagement! with { Results = new() { Chosen = [new ChosenIndicator { Code = "UNIT-1", Targets = [new(2026, 1), new(2027, 2), new(2028, last)] }] } } }
            : record;
    }

    [Fact]
    public async Task A_donor_who_was_asked_for_stands_alone_beside_what_the_same_engagements_get_from_others()
    {
        await using var portfolio = await ThreeStates();
        Assert.Equal(["norway"], (await Sums(portfolio, RollUpBy.Donor, scope: new(new(), Donor: "Norway"))).Select(l => l.Group.ToLowerInvariant()));
    }

    [Fact]
    public async Task A_unit_counts_until_the_day_on_which_its_agreement_has_lapsed_without_anything_being_written()
    {
        await using var portfolio = await Open();
        var record = Changes.Recorded("KEN-2026-0001");
        var (from, until) = (PortfolioAtHand.Today.AddDays(-40), PortfolioAtHand.Today.AddDays(20));
        await portfolio.Write(record with
        {
            Engagement = record.Engagement! with
            {
                Units = new()
                {
                    Units =
                    [
                        new SpecializedUnit
                        {
                            Id = Guid.NewGuid(), Facts = new("Unit", UnitKind.Police), Operational = [new(from)],
                            Referrals = [new(Guid.NewGuid(), "Shelter", ReferralPartner.Ngo, Terms: new(from, until))],
                        },
                    ],
                },
            },
        });
        foreach (var (day, units) in new[] { (until, 1m), (until.AddDays(1), 0m) })
            foreach (var indicator in new[] { "UNIT-1", "UNIT-4" })
                Assert.Equal(
                    (day, units), (day, (await portfolio.Ask(new RollUpResults(new(new()), RollUpBy.Nothing, day, Seeded.Manager))).Lines.Single(l => l.Indicator == indicator).Value!.Value));
    }

    [Theory]
    [InlineData(RollUpBy.Nothing)]
    [InlineData(RollUpBy.Period)]
    [InlineData(RollUpBy.Region)]
    [InlineData(RollUpBy.MemberState)]
    [InlineData(RollUpBy.Donor)]
    public async Task Each_number_is_the_sum_of_the_list_that_it_opens(RollUpBy by)
    {
        await using var portfolio = await ThreeStates();
        foreach (var indicator in new[] { "TRN-1", "UNIT-2" })
            foreach (var line in await Sums(portfolio, by, indicator))
            {
                var filter = new PortfolioFilter();
                var year = by == RollUpBy.Period ? int.Parse(line.Group, CultureInfo.InvariantCulture) : (int?)null;
                filter = by switch { RollUpBy.Region => filter.With(PortfolioFacet.Region, line.Group), RollUpBy.MemberState => filter.With(PortfolioFacet.MemberState, line.Group), _ => filter };
                var listed = (await portfolio.Ask(new ListResults(new(filter, year, year, by == RollUpBy.Donor ? line.Group : null), indicator, PortfolioAtHand.Today, Seeded.Manager))).Results;
                Assert.Equal((line.Value ?? 0, line.Withheld, line.Of ?? 0), (listed.Sum(r => r.Value ?? 0), listed.Count(r => r.IsWithheld), listed.Sum(r => r.Of ?? 0)));
                var asked = new ListResults(new(filter, year, year, by == RollUpBy.Donor ? line.Group : null), indicator, PortfolioAtHand.Today, Seeded.Manager);
                foreach (var cell in line.Cells)
                {
                    var part = (await portfolio.Ask(asked with { Dimension = cell.Dimension, Category = cell.Category })).Results;
                    Assert.Equal((cell.Value ?? 0, cell.Withheld), (part.Sum(r => r.Value ?? 0), part.Count(r => r.IsWithheld)));
                    Assert.DoesNotContain(part, r => r.Value is > 0 and < SmallCells.Least);
                }

                if (line.Target is { } target)
                    Assert.Equal(target, (await portfolio.Ask(asked with { Targets = true })).Results.Sum(r => r.Target));
            }
    }

    [Fact]
    public async Task The_file_tells_no_small_number()
    {
        await using var portfolio = await ThreeStates();
        var answer = await portfolio.Ask(new RollUpResults(new(new()), RollUpBy.MemberState, PortfolioAtHand.Today, Seeded.Manager));
        var lines = Encoding.UTF8.GetString(ResultsCsv.Of(answer)).Split("\r\n");
        Assert.Contains("TRN-1,Officials trained,persons,UGA,,,43,,43,100,1,0", lines);
        Assert.Contains("TRN-1,Officials trained,persons,UGA,sex,women,,,,,,1", lines);
        Assert.Contains("TRN-1,Officials trained,persons,PER,,,,,,100,0,1", lines);
        Assert.Contains($"BALANCE,Balance of the plans (conclusion a),tasks,,focus,unclassified,{answer.Balance.Unclassified},,,,3,", lines);
    }

    [Fact]
    public async Task Partners_get_no_sums_and_officers_only_of_what_they_may_see()
    {
        await using var portfolio = await ThreeStates();
        Assert.Equal(new OfficersOnly(), (await portfolio.Ask(new RollUpResults(new(new()), RollUpBy.Nothing, PortfolioAtHand.Today, Seeded.Partner("iom")))).Refusal);
        Assert.Equal(new OfficersOnly(), (await portfolio.Ask(new ListResults(new(new()), "TRN-1", PortfolioAtHand.Today, Seeded.Partner("iom")))).Refusal);
        var secret = With(Changes.Recorded("TZA-2026-0001"), ("TRN-1", People(2025, 50, 50)));
        await portfolio.Write(secret with { Engagement = secret.Engagement! with { Details = secret.Engagement.Details with { Classification = InformationClassification.StrictlyConfidential } } });
        Assert.Equal(113, (await portfolio.Ask(new RollUpResults(new(new()), RollUpBy.Nothing, PortfolioAtHand.Today, Seeded.Officer(1)))).Lines.Single(l => l.Indicator == "TRN-1").Value);
    }

    [Fact]
    public async Task Member_States_are_listed_with_their_engagements_that_the_person_may_see()
    {
        await using var portfolio = await ThreeStates();
        await portfolio.Write(Changes.Recorded("KEN-2026-0002"));
        Assert.Equal([("KEN", 2), ("PER", 1), ("UGA", 1)], (await portfolio.Ask(new ListMemberStates(Seeded.Manager))).Select(s => (s.MemberState, s.Engagements)));
        Assert.Empty(await portfolio.Ask(new ListMemberStates(Seeded.Partner("iom"))));
    }

    [Fact]
    public async Task A_later_engagement_of_the_State_sees_what_was_recommended_before()
    {
        await using var portfolio = await Open();
        var evaluation = new Evaluation(Guid.NewGuid(), EvaluationKind.Final, new(2024, 5, 1), "Evaluation Section", "Relevant");
        var before = Changes.Recorded("KEN-2020-0001");
        await portfolio.Write(before with
        {
            Engagement = before.Engagement! with
            {
                Agreements = new()
                {
                    Evaluations = [evaluation],
                    Recommendations = [new() { Id = Guid.NewGuid(), Evaluation = evaluation.Id, Text = "Certify more trainers", State = RecommendationState.NotCarriedOut }],
                    Lessons = [new(Guid.NewGuid(), "Bring in parliament early")],
                },
            },
        }, Changes.Recorded("KEN-2026-0002"), Changes.Recorded("UGA-2026-0001"));
        var lessons = await portfolio.Ask(new EarlierLessons("KEN", EngagementReference.Parse("KEN-2026-0002"), Seeded.Manager));
        Assert.Equal([(LearntKind.Recommendation, "Certify more trainers", (RecommendationState?)RecommendationState.NotCarriedOut), (LearntKind.Lesson, "Bring in parliament early", null)],
            lessons.Select(l => (l.Kind, l.Text, l.State)));
        Assert.Empty(await portfolio.Ask(new EarlierLessons("UGA", null, Seeded.Manager)));
        Assert.Empty(await portfolio.Ask(new EarlierLessons("KEN", null, Seeded.Partner("iom"))));
    }

    [Fact]
    public async Task A_row_that_was_tampered_with_is_found_and_the_balance_is_added()
    {
        await using var portfolio = await WithSeeded(12);
        var record = Seeded.Engagements(12, PortfolioAtHand.Today).Last();
        Assert.Empty(await portfolio.Get<PortfolioComparison>().Differences(record));
        await portfolio.Execute($"UPDATE portfolio_balances SET \"Protection\" = 999 WHERE \"Reference\" = '{record.Engagement!.Reference}'");
        Assert.Contains("Protection", Assert.Single(await portfolio.Get<PortfolioComparison>().Differences(record)));
        var answer = await portfolio.Ask(new RollUpResults(new(new()), RollUpBy.Nothing, PortfolioAtHand.Today, Seeded.Manager));
        Assert.True(answer.Balance is { Protection: > 999, CriminalJusticeShare: > 0 });
        await portfolio.Execute($"UPDATE portfolio_balances SET \"Unclassified\" = 7 WHERE \"Reference\" = '{record.Engagement!.Reference}'");
        var balance = (await portfolio.Ask(new RollUpResults(new(new()), RollUpBy.Nothing, PortfolioAtHand.Today, Seeded.Manager))).Balance;
        var plans = (await portfolio.Ask(new ListBalances(new(new()), PortfolioAtHand.Today, Seeded.Manager))).Balances;
        Assert.Equal((balance.CriminalJustice, balance.Protection, balance.Both, balance.Neither, balance.Unclassified), (
            plans.Sum(p => p.Balance.CriminalJustice), plans.Sum(p => p.Balance.Protection), plans.Sum(p => p.Balance.Both), plans.Sum(p => p.Balance.Neither), plans.Sum(p => p.Balance.Unclassified)));
        Assert.True(balance.Unclassified >= 7);
        Assert.Equal(new OfficersOnly(), (await portfolio.Ask(new ListBalances(new(new()), PortfolioAtHand.Today, Seeded.Partner("iom")))).Refusal);
    }
}
