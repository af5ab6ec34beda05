using MediatR;
using Microsoft.EntityFrameworkCore;
using TA.Casework.UseCases;
using TA.Engagements;

namespace TA.Casework.Portfolio;

/// <summary>What other engagements with the same Member State recommended, learnt and found: of those that the person may see, the newest first.</summary>
/// <param name="MemberState">ISO 3166-1 alpha-3.</param>
/// <param name="But">The engagement that is left out, or null.</param>
/// <param name="Actor">Who asks; nothing for people who do not see whole engagements.</param>
public sealed record EarlierLessons(string MemberState, EngagementReference? But, Actor Actor) : IRequest<Items<EarlierLesson>>, IActed
{
    /// <summary>The most that are given.</summary>
    public const int Most = 200;
}

/// <summary>One of them.</summary>
/// <param name="Engagement">Where it is from.</param>
/// <param name="Title">The title of that engagement.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Text">What it says.</param>
/// <param name="On">The day it is from, where that is known.</param>
/// <param name="State">How far a recommendation has been carried out; null for others.</param>
/// <param name="Answer">The action of the management response, or null.</param>
public sealed record EarlierLesson(EngagementReference Engagement, string Title, LearntKind Kind, string Text, DateOnly? On, RecommendationState? State, string? Answer);

internal sealed class EarlierLessonsHandler(IDbContextFactory<PortfolioDb> databases, RecentWrites recent) : IRequestHandler<EarlierLessons, Items<EarlierLesson>>
{
    public async Task<Items<EarlierLesson>> Handle(EarlierLessons request, CancellationToken cancellationToken)
    {
        if (!Permissions.SeesAll(request.Actor))
            return [];
        await recent.CaughtUp(request.Actor.User, cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var but = request.But?.ToString();
        var rows = await db.Visible(request.Actor).Where(e => e.MemberState == request.MemberState && e.Reference != but)
            .Join(db.Learnt, e => e.Reference, l => l.Reference, (e, l) => new { e.Title, Learnt = l })
            // Databases differ in where they put what has no day: last, here.
            .OrderBy(x => x.Learnt.On == null).ThenByDescending(x => x.Learnt.On).ThenByDescending(x => x.Learnt.Reference).ThenBy(x => x.Learnt.Id).Take(EarlierLessons.Most).ToListAsync(cancellationToken);
        return rows.Select(x => new EarlierLesson(
            EngagementReference.Parse(x.Learnt.Reference), x.Title, x.Learnt.Kind, x.Learnt.Text, x.Learnt.On,
            x.Learnt.Kind == LearntKind.Recommendation ? x.Learnt.State : null, x.Learnt.Answer)).ToItems();
    }
}
