using MediatR;
using Microsoft.EntityFrameworkCore;
using TA.Casework.UseCases;
using TA.Engagements;

namespace TA.Casework.Portfolio;

/// <summary>The open reviews that the person's organization is asked for, those due first; none for UNODC, which asks.</summary>
public sealed record MyReviews(Actor Actor) : IRequest<Items<MyReview>>, IActed;

/// <summary>A review that an organization is asked for.</summary>
/// <param name="Engagement">The engagement.</param>
/// <param name="MemberState">Its Member State, ISO 3166-1 alpha-3.</param>
/// <param name="EngagementTitle">Its title.</param>
/// <param name="Round">The round.</param>
/// <param name="Bill">The bill's title.</param>
/// <param name="Version">The number of the version.</param>
/// <param name="Question">What is asked.</param>
/// <param name="Deadline">The last day for comments.</param>
/// <param name="Comments">How many comments the organization has made.</param>
public sealed record MyReview(
    EngagementReference Engagement, string MemberState, string EngagementTitle, Guid Round, string Bill, int Version, string Question, DateOnly Deadline, int Comments);

internal sealed class MyReviewsHandler(IDbContextFactory<PortfolioDb> databases, RecentWrites recent) : IRequestHandler<MyReviews, Items<MyReview>>
{
    public async Task<Items<MyReview>> Handle(MyReviews request, CancellationToken cancellationToken)
    {
        if (!request.Actor.Is(ActorRoles.Partner))
            return [];
        await recent.CaughtUp(request.Actor.User, cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var organization = request.Actor.Organization.Value;
        // A reviewer takes part, so that it may know of the engagement.
        var rows = await db.Reviews.Where(r => r.Organization == organization).OrderBy(r => r.Deadline).ThenBy(r => r.Reference).Take(Limits.ListItems)
            .Select(r => new { Row = r, r.Engagement!.MemberState, r.Engagement.Title }).ToListAsync(cancellationToken);
        return rows.Select(r => new MyReview(
            EngagementReference.Parse(r.Row.Reference), r.MemberState, r.Title, r.Row.Round, r.Row.Bill, r.Row.Version, r.Row.Question, r.Row.Deadline, r.Row.Comments)).ToItems();
    }
}
