using MediatR;
using Microsoft.EntityFrameworkCore;
using TA.Casework.UseCases;
using TA.Engagements;

namespace TA.Casework.Portfolio;

/// <summary>Working days of the plans of several engagements by what they serve (conclusion a of the twelfth Crime Congress).</summary>
/// <param name="CriminalJustice">Criminal-justice work alone.</param>
/// <param name="Protection">Human-rights, protection and prevention work alone.</param>
/// <param name="Both">Work that serves both.</param>
/// <param name="Neither">Other work.</param>
/// <param name="CriminalJusticeShare">In percent of what serves either side; what serves both counts half. Null without any.</param>
/// <param name="ProtectionShare">Likewise.</param>
/// <param name="Unclassified">Tasks of which nobody has said yet what they serve; their days are in none of the numbers.</param>
public readonly record struct PlanBalance(int CriminalJustice, int Protection, int Both, int Neither, decimal? CriminalJusticeShare, decimal? ProtectionShare, int Unclassified = 0)
{
    internal static PlanBalance Of(IEnumerable<BalanceRow> rows)
    {
        var sum = rows.Aggregate(default(Balance), (all, r) => new(
            all.CriminalJustice + r.CriminalJustice, all.Protection + r.Protection, all.Both + r.Both, all.Neither + r.Neither, all.Unclassified + r.Unclassified));
        return new(sum.CriminalJustice, sum.Protection, sum.Both, sum.Neither, sum.CriminalJusticeShare, sum.ProtectionShare, sum.Unclassified);
    }
}

/// <summary>The plans that the balance of <see cref="RollUpResults"/> adds up, engagement by engagement.</summary>
/// <param name="Scope">Which engagements; years do not matter, since a plan is one.</param>
/// <param name="Day">Today, or the day as of which it is told.</param>
/// <param name="Actor">Who asks; only engagements that the person may see are listed.</param>
public sealed record ListBalances(ResultsScope Scope, PortfolioDay Day, Actor Actor) : IRequest<BalancesListed>, IActed;

/// <summary>The list, or why there is none.</summary>
public sealed record BalancesListed(Items<ListedBalance> Balances, Refusal? Refusal = null);

/// <summary>The balance of one engagement's plan.</summary>
/// <param name="Engagement">The engagement.</param>
/// <param name="Title">Its title.</param>
/// <param name="MemberState">ISO 3166-1 alpha-3.</param>
/// <param name="Balance">The balance.</param>
public sealed record ListedBalance(EngagementReference Engagement, string Title, string MemberState, PlanBalance Balance);

internal sealed class ListBalancesHandler(PortfolioReader portfolio, RecentWrites recent) : IRequestHandler<ListBalances, BalancesListed>
{
    public async Task<BalancesListed> Handle(ListBalances request, CancellationToken cancellationToken)
    {
        if (ScopedResults.Refusal(request.Scope, request.Day, request.Actor) is { } refusal)
            return new([], refusal);
        await recent.CaughtUp(request.Actor.User, cancellationToken);
        await using var db = await portfolio.Open(request.Day, cancellationToken);
        var balances = (await db.Balances.ToListAsync(cancellationToken)).ToDictionary(b => b.Reference);
        return new((await ScopedResults.Engagements(db, request.Scope, request.Day, request.Actor, cancellationToken)).Where(e => balances.ContainsKey(e.Reference))
            .Select(e => new ListedBalance(EngagementReference.Parse(e.Reference), e.Title, e.MemberState, PlanBalance.Of([balances[e.Reference]]))).ToItems());
    }
}
