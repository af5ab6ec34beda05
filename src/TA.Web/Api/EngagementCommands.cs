using System.Reflection;
using System.Text.Json.Serialization;
using TA.Casework.Grains;
using TA.Casework.UseCases;
using TA.Engagements;
using TA.Web.Security;

namespace TA.Web.Api;

/// <summary>One address for each command of an engagement, named as the command is named in storage.</summary>
internal static class EngagementCommands
{
    /// <summary>Commands without an address of this kind: opening has its own, some name content that is kept first, and three are for the product itself.</summary>
    public static readonly Type[] NotHere =
        [typeof(OpenEngagement), typeof(RecordEngagement), typeof(MarkAsSample), typeof(TakeCalendar), typeof(AttachDocument), typeof(AddDraftVersion), typeof(CloseReviewRound)];

    /// <summary>The commands that a program may give, by their durable names.</summary>
    public static IEnumerable<(string Name, Type Type)> Of<TCommand>(params Type[] but) =>
        typeof(TCommand).GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false)
            .Where(a => !but.Contains(a.DerivedType)).Select(a => ((string)a.TypeDiscriminator!, a.DerivedType));

    /// <summary>Maps opening and every other command.</summary>
    public static void MapEngagementCommands(this RouteGroupBuilder group)
    {
        group.MapPost("", (Delegate)Open).DescribesCommand("open-engagement", typeof(OpenEngagement), StatusCodes.Status201Created);
        foreach (var (name, type) in Of<EngagementCommand>(NotHere))
            group.MapPost($"/{{reference}}/{name}", (HttpContext context, string reference) => Change(context, reference, type)).DescribesCommand(name, type);
    }

    private static async Task<IResult> Open(HttpContext context)
    {
        if (!context.TryCommandId(out var id, out var problem))
            return problem!;
        var (command, fault) = await context.ReadBody(typeof(OpenEngagement));
        if (command is null)
            return fault!;
        var outcome = await context.Mediator().Send(new OpenEngagementRequest(id, (OpenEngagement)command, context.Actor()), CancellationToken.None);
        return outcome.Created(context, $"/api/engagements/{outcome.Reference}");
    }

    private static async Task<IResult> Change(HttpContext context, string reference, Type type)
    {
        if (!EngagementReference.TryParse(reference, null, out var engagement))
            return ApiRoutes.NotFound();
        if (!context.TryCommandId(out var id, out var problem))
            return problem!;
        var (command, fault) = await context.ReadBody(type);
        if (command is null)
            return fault!;
        // A change that was begun is not given up with the connection: its answer is wanted by whoever repeats it.
        var outcome = await context.Mediator().Send(new ChangeEngagementRequest(engagement, id, (EngagementCommand)command, context.Actor()), CancellationToken.None);
        return outcome.Answer(context);
    }

    /// <summary>201 with the address of what was made; every other outcome as always.</summary>
    public static IResult Created(this Outcome outcome, HttpContext context, string location)
    {
        if (outcome.Kind != OutcomeKind.Accepted)
            return outcome.Answer(context);
        context.Response.Headers.Location = location;
        return Results.Json(new ChangeAnswer(outcome.Reference, outcome.Version, Changed: true), EngagementJson.Public, statusCode: StatusCodes.Status201Created);
    }
}
