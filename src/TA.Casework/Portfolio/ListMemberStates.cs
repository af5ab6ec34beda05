using MediatR;
using Microsoft.EntityFrameworkCore;
using TA.Casework.UseCases;
using TA.Engagements;

namespace TA.Casework.Portfolio;

/// <summary>The Member States with engagements that the person may see, by code. None for people who do not see whole engagements, and for a day that is refused.</summary>
/// <param name="Actor">Who asks.</param>
/// <param name="Day">Today, or the day as of which it is told; left out for how things stand now.</param>
public sealed record ListMemberStates(Actor Actor, PortfolioDay Day = default) : IRequest<Items<MemberStateListed>>, IActed;

/// <summary>A Member State in the list.</summary>
/// <param name="MemberState">ISO 3166-1 alpha-3.</param>
/// <param name="Engagements">How many engagements there are with it, past and present.</param>
/// <param name="UnderWay">How many of them have not ended.</param>
public sealed record MemberStateListed(string MemberState, int Engagements, int UnderWay);

internal sealed class ListMemberStatesHandler(PortfolioReader portfolio, RecentWrites recent) : IRequestHandler<ListMemberStates, Items<MemberStateListed>>
{
    private static readonly List<EngagementState> Ended = [.. Enum.GetValues<EngagementState>().Where(s => s.IsEnded())];

    public async Task<Items<MemberStateListed>> Handle(ListMemberStates request, CancellationToken cancellationToken)
    {
        if (!Permissions.SeesAll(request.Actor) || request.Day.Refusal is not null)
            return [];
        await recent.CaughtUp(request.Actor.User, cancellationToken);
        var ended = Ended;
        await using var db = await portfolio.Open(request.Day, cancellationToken);
        var rows = await db.Visible(request.Actor).GroupBy(e => e.MemberState)
            .Select(g => new { MemberState = g.Key, Engagements = g.Count(), UnderWay = g.Count(e => !ended.Contains(e.State)) }).ToListAsync(cancellationToken);
        return rows.OrderBy(r => r.MemberState, StringComparer.Ordinal).Select(r => new MemberStateListed(r.MemberState, r.Engagements, r.UnderWay)).ToItems();
    }
}
