using MediatR;
using Microsoft.EntityFrameworkCore;
using TA.Casework.UseCases;
using TA.Engagements;

namespace TA.Casework.Portfolio;

/// <summary>Engagements with the same Member State and a topic in common, for the warning before another one is opened: those that go on first, then the newest. At most 20, and only those that the person may see.</summary>
public sealed record SimilarEngagements(string MemberState, Topics Topics, DateOnly Day, Actor Actor) : IRequest<Items<PortfolioRow>>, IActed;

internal sealed class SimilarEngagementsHandler(IDbContextFactory<PortfolioDb> databases, RecentWrites recent) : IRequestHandler<SimilarEngagements, Items<PortfolioRow>>
{
    private const int Most = 20;

    private static readonly List<EngagementState> Ended = [.. Enum.GetValues<EngagementState>().Where(s => s.IsEnded())];

    public async Task<Items<PortfolioRow>> Handle(SimilarEngagements request, CancellationToken cancellationToken)
    {
        await recent.CaughtUp(request.Actor.User, cancellationToken);
        var topics = PortfolioWords.Bits(request.Topics);
        var state = request.MemberState;
        var ended = Ended;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await db.Visible(request.Actor)
            .Where(e => e.MemberState == state && (e.Topics & topics) != 0)
            .OrderBy(e => ended.Contains(e.State)).ThenByDescending(e => e.ChangedAt).Take(Most).ToListAsync(cancellationToken);
        return rows.Select(row => PortfolioRow.Of(row, request.Day, request.Actor)).ToItems();
    }
}
