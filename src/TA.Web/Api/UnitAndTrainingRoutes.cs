using TA.Casework.UseCases;
using TA.Engagements;
using TA.Web.Security;

namespace TA.Web.Api;

/// <summary>Whether a unit is operational on a day, or what is missing.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Name">Its name.</param>
/// <param name="On">The day.</param>
/// <param name="Operational">Whether nothing is missing.</param>
/// <param name="Missing">What is missing.</param>
public sealed record ReadinessAnswer(Guid Unit, string Name, DateOnly On, bool Operational, Items<ReadinessGap> Missing);

/// <summary>What follows from the units and the training of an engagement, for those who see the whole engagement: exact numbers.</summary>
internal static class UnitAndTrainingRoutes
{
    /// <summary>Maps the reads.</summary>
    public static void MapUnitsAndTraining(this RouteGroupBuilder group)
    {
        group.MapGet("/{reference}/units/readiness", (HttpContext context, string reference, DateOnly? on) => Read(context, reference, engagement => Readiness(engagement, on ?? Today(context))))
            .Describes<Items<ReadinessAnswer>>("read-unit-readiness");
        group.MapGet("/{reference}/units/totals", (HttpContext context, string reference, DateOnly? since, DateOnly? until) =>
            Read(context, reference, engagement => UnitTotals.Of(engagement, since ?? Limits.FirstDate, until ?? Today(context)))).Describes<UnitTotals>("read-unit-totals");
        group.MapGet("/{reference}/training/totals", (HttpContext context, string reference, DateOnly? since, DateOnly? until) =>
            Read(context, reference, engagement => TrainingTotals.Of(engagement, since ?? Limits.FirstDate, until ?? Today(context)))).Describes<TrainingTotals>("read-training-totals");
    }

    private static async Task<IResult> Read<TAnswer>(HttpContext context, string reference, Func<Engagement, TAnswer> answer)
    {
        if (!EngagementReference.TryParse(reference, null, out var asked))
            return ApiRoutes.NotFound();
        var actor = context.Actor();
        return await context.Mediator().Send(new ReadEngagement(asked, actor), context.RequestAborted) is { } engagement && Permissions.SeesAll(actor)
            ? EngagementReads.Unchanged(context, actor, engagement.Version) ?? Results.Json(answer(engagement), EngagementJson.Public)
            : ApiRoutes.NotFound(context, asked);
    }

    private static Items<ReadinessAnswer> Readiness(Engagement engagement, DateOnly day) =>
        engagement.Units.Units.Select(u => new ReadinessAnswer(u.Id, u.Facts.Name, day, UnitReadiness.IsOperational(u, day), UnitReadiness.Missing(u, day))).ToItems();

    private static DateOnly Today(HttpContext context) => DateOnly.FromDateTime(context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
}
