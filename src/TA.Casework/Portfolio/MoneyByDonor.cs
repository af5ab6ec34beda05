using MediatR;
using Microsoft.EntityFrameworkCore;
using TA.Casework.UseCases;
using TA.Engagements;

namespace TA.Casework.Portfolio;

/// <summary>
/// What donors give to the engagements that are listed and to the programmes these belong to. An unfiltered list also counts programmes that have no engagement. Nothing is
/// converted, nothing is divided: what a programme gets is counted whole, even when only one of its engagements is listed, and is labelled as shared.
/// </summary>
public sealed record MoneyByDonor(PortfolioFilter Filter, PortfolioDay Day, Actor Actor) : IRequest<MoneyAnswer>, IActed;

/// <summary>The money, or why it is not shown.</summary>
public readonly record struct MoneyAnswer(Items<DonorMoney> Donors, Refusal? Refusal = null);

/// <summary>What one donor gives.</summary>
/// <param name="Donor">The name as it is most often written.</param>
/// <param name="Amounts">By currency.</param>
/// <param name="WithoutAmount">Contributions of which no amount is on record, neither pledged nor received.</param>
/// <param name="Budgets">The budgets of the engagements and programmes that the donor gives to. Of different donors these are partly the same budgets, so they are never added up across donors.</param>
public sealed record DonorMoney(string Donor, Items<DonorAmount> Amounts, int WithoutAmount, Items<BudgetSum> Budgets);

/// <summary>What a donor gives in one currency. <c>Shared</c> is the part of it that goes to programmes with engagements in several Member States or outside the list.</summary>
public readonly record struct DonorAmount(string Currency, decimal Pledged, decimal Received, decimal SharedPledged, decimal SharedReceived);

/// <summary>Budgets in one currency.</summary>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Amount">Their sum, each counted once and whole.</param>
/// <param name="Count">How many budgets.</param>
/// <param name="Shared">True for budgets that several donors give to, or of programmes with engagements in several Member States or outside the list.</param>
public readonly record struct BudgetSum(string Currency, decimal Amount, int Count, bool Shared);

internal sealed class MoneyByDonorHandler(PortfolioReader portfolio, RecentWrites recent) : IRequestHandler<MoneyByDonor, MoneyAnswer>
{
    private sealed record Owner(string Id, long? Budget, string? Currency, bool Reaches);

    private sealed record Given(ContributionRow Contribution, Owner Owner, bool Shared);

    public async Task<MoneyAnswer> Handle(MoneyByDonor request, CancellationToken cancellationToken)
    {
        if (Asking.Refusal(request.Filter, request.Day, request.Actor) is { } refusal)
            return new([], refusal);
        if (!Permissions.SeesAll(request.Actor))
            return new([], new OfficersOnly());
        await recent.CaughtUp(request.Actor.User, cancellationToken);
        await using var db = await portfolio.Open(request.Day, cancellationToken);
        var listed = Facets.Listed(db.Visible(request.Actor), request.Filter, request.Day.On);
        var owners = await Owners(db, listed, request.Filter.IsEmpty, cancellationToken);
        var contributions = await db.Contributions
            .Where(c => listed.Any(e => e.Reference == c.Owner) || listed.Any(e => e.Programme == c.Owner) || (request.Filter.IsEmpty && db.Programmes.Any(p => p.Id == c.Owner)))
            .ToListAsync(cancellationToken);
        return new(ByDonor(contributions, owners));
    }

    private static async Task<Dictionary<string, Owner>> Owners(PortfolioDb db, IQueryable<EngagementRow> listed, bool everything, CancellationToken cancellation)
    {
        var engagements = await listed.Where(e => db.Contributions.Any(c => c.Owner == e.Reference))
            .Select(e => new Owner(e.Reference, e.Budget, e.BudgetCurrency, false)).ToListAsync(cancellation);
        var programmes = await db.Programmes.Where(p => everything || listed.Any(e => e.Programme == p.Id))
            .Select(p => new Owner(
                p.Id, p.Budget, p.BudgetCurrency,
                db.Engagements.Where(e => e.Programme == p.Id).Select(e => e.MemberState).Distinct().Count() > 1
                    || db.Engagements.Count(e => e.Programme == p.Id) > listed.Count(e => e.Programme == p.Id)))
            .ToListAsync(cancellation);
        return engagements.Concat(programmes).ToDictionary(o => o.Id);
    }

    /// <summary>Donors whose names differ only in case and accents are one.</summary>
    private static Items<DonorMoney> ByDonor(List<ContributionRow> contributions, Dictionary<string, Owner> owners)
    {
        var donorsOf = contributions.GroupBy(c => c.Owner).ToDictionary(g => g.Key, g => g.Select(c => Folding.Fold(c.Donor)).Distinct().Count());
        return contributions.Where(c => owners.ContainsKey(c.Owner))
            .Select(c => new Given(c, owners[c.Owner], owners[c.Owner].Reaches || donorsOf[c.Owner] > 1))
            .GroupBy(g => Folding.Fold(g.Contribution.Donor))
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new DonorMoney(
                g.GroupBy(c => c.Contribution.Donor.Trim()).OrderByDescending(n => n.Count()).ThenBy(n => n.Key, StringComparer.Ordinal).First().Key,
                Amounts([.. g]),
                g.Count(c => c.Contribution is { Pledged: null, Received: null }),
                g.DistinctBy(c => c.Owner.Id).Where(c => c.Owner.Budget is not null)
                    .GroupBy(c => (c.Owner.Currency, c.Shared)).OrderBy(b => b.Key.Currency, StringComparer.Ordinal).ThenBy(b => b.Key.Shared)
                    .Select(b => new BudgetSum(b.Key.Currency!, b.Sum(c => c.Owner.Budget!.Value / 100m), b.Count(), b.Key.Shared)).ToItems()))
            .ToItems();
    }

    private static Items<DonorAmount> Amounts(List<Given> given)
    {
        var sums = new SortedDictionary<string, DonorAmount>(StringComparer.Ordinal);
        foreach (var (contribution, owner, _) in given)
        {
            if (ProgrammeRows.Money(contribution.Pledged, contribution.PledgedCurrency) is { } pledged)
            {
                var sum = Sum(pledged.Currency);
                sums[pledged.Currency] = sum with { Pledged = sum.Pledged + pledged.Amount, SharedPledged = sum.SharedPledged + (owner.Reaches ? pledged.Amount : 0) };
            }

            if (ProgrammeRows.Money(contribution.Received, contribution.ReceivedCurrency) is { } received)
            {
                var sum = Sum(received.Currency);
                sums[received.Currency] = sum with { Received = sum.Received + received.Amount, SharedReceived = sum.SharedReceived + (owner.Reaches ? received.Amount : 0) };
            }
        }

        return sums.Values.ToItems();

        DonorAmount Sum(string currency) => sums.GetValueOrDefault(currency, new DonorAmount(currency, 0, 0, 0, 0));
    }
}
