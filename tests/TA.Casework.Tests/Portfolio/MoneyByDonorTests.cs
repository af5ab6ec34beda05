using TA.Casework.Portfolio;
using TA.Engagements;
using TA.TestKit;
using Xunit;

namespace TA.Casework.Tests.Portfolio;

public abstract class MoneyByDonorTests(On database) : PortfolioTests(database)
{
    private static Contribution From(string donor, Money? pledged = null, Money? received = null) => new(Guid.NewGuid(), donor, pledged, received);

    private static Money Usd(decimal amount) => new(amount, "USD");

    private static Programme Programme(string id, Money? budget, params Contribution[] contributions) =>
        new() { Id = new(id), Version = 1, Title = id, Budget = budget, Contributions = contributions.ToItems() };

    private async Task<PortfolioAtHand> Given(EngagementRecord[] engagements, params Programme[] programmes)
    {
        var portfolio = await Open();
        await portfolio.Write(engagements);
        await portfolio.Store.Write([.. programmes.Select(p => Changes.Offer(p))], default);
        return portfolio;
    }

    private static async Task<Dictionary<string, DonorMoney>> Money(PortfolioAtHand portfolio, PortfolioFilter? filter = null) =>
        (await portfolio.Ask(new MoneyByDonor(filter ?? new(), PortfolioAtHand.Today, Seeded.Manager))).Donors.ToDictionary(d => d.Donor);

    [Fact]
    public async Task Amounts_are_summed_by_donor_and_currency_and_nothing_is_converted()
    {
        await using var portfolio = await Given(
            [
                Changes.Recorded("KEN-2026-0001", contributions: [From("Norway", Usd(10.25m), Usd(4)), From("norway ", new(7, "NOK")), From("Japan")]),
                Changes.Recorded("KEN-2026-0002", contributions: [From("Norway", null, Usd(1.5m))]),
            ]);

        var money = await Money(portfolio);

        Assert.Equal([new("NOK", 7, 0, 0, 0), new("USD", 10.25m, 5.5m, 0, 0)], money["Norway"].Amounts);
        Assert.Equal((0, 1), (money["Norway"].WithoutAmount, money["Japan"].WithoutAmount));
        Assert.Empty(money["Japan"].Amounts);
    }

    [Fact]
    public async Task A_budget_that_several_donors_give_to_is_whole_with_each_and_labelled_as_shared()
    {
        await using var portfolio = await Given(
            [
                Changes.Recorded("KEN-2026-0001", budget: Usd(100), contributions: [From("Norway", Usd(1)), From("Japan", Usd(2)), From("Norway", Usd(3))]),
                Changes.Recorded("KEN-2026-0002", budget: Usd(30), contributions: [From("Norway", Usd(5))]),
                Changes.Recorded("KEN-2026-0003", budget: new(40, "EUR"), contributions: [From("Norway")]),
            ]);

        var money = await Money(portfolio);

        Assert.Equal([new("EUR", 40, 1, false), new("USD", 30, 1, false), new("USD", 100, 1, true)], money["Norway"].Budgets);
        Assert.Equal([new("USD", 100, 1, true)], money["Japan"].Budgets);
    }

    [Fact]
    public async Task What_a_programme_of_several_States_gets_is_counted_whole_once_and_labelled_as_shared()
    {
        await using var portfolio = await Given(
            [Changes.Recorded("KEN-2026-0001", programme: "P-EAST"), Changes.Recorded("UGA-2026-0001", programme: "P-EAST"), Changes.Recorded("PER-2026-0001", programme: "P-ANDES")],
            Programme("P-EAST", Usd(1_000), From("Qatar", Usd(600), Usd(200))), Programme("P-ANDES", Usd(50), From("Qatar", Usd(20))));

        var all = (await Money(portfolio))["Qatar"];
        var kenya = (await Money(portfolio, new PortfolioFilter().With(PortfolioFacet.MemberState, "KEN")))["Qatar"];

        Assert.Equal([new("USD", 620, 200, 600, 200)], all.Amounts);
        Assert.Equal([new("USD", 50, 1, false), new("USD", 1_000, 1, true)], all.Budgets);
        Assert.Equal([new("USD", 600, 200, 600, 200)], kenya.Amounts);
        Assert.Equal([new("USD", 1_000, 1, true)], kenya.Budgets);
    }

    [Fact]
    public async Task A_programme_without_engagements_counts_only_where_nothing_is_filtered()
    {
        await using var portfolio = await Given([Changes.Recorded("KEN-2026-0001")], Programme("P-ALONE", Usd(9), From("Qatar", Usd(3))));

        Assert.Equal([new("USD", 3, 0, 0, 0)], (await Money(portfolio))["Qatar"].Amounts);
        Assert.Empty(await Money(portfolio, new PortfolioFilter().With(PortfolioFacet.State, "delivery")));
    }

    [Fact]
    public async Task Partners_are_not_shown_money()
    {
        await using var portfolio = await Given([Changes.Recorded("KEN-2026-0001", contributions: [From("Norway", Usd(1))], participants: [new(new("iom"), "IOM", ParticipationPart.Partner)])]);

        var answer = await portfolio.Ask(new MoneyByDonor(new(), PortfolioAtHand.Today, Seeded.Partner("iom")));

        Assert.IsType<OfficersOnly>(answer.Refusal);
        Assert.Empty(answer.Donors);
    }
}
