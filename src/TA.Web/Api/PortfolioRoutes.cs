using MediatR;
using TA.Casework.Exchange;
using TA.Casework.Portfolio;
using TA.Engagements;
using TA.Web.Pages.Portfolio;
using TA.Web.Security;

namespace TA.Web.Api;

/// <summary>Lists, import and rebuilding. The address of a list takes the same words as the page's.</summary>
internal static class PortfolioRoutes
{
    /// <summary>Maps them.</summary>
    public static void MapPortfolio(this WebApplication app)
    {
        app.MapGet("/api/portfolio", List).WithTags("portfolio").Describes<PortfolioPage>("list-portfolio");
        app.MapGet("/api/my/tasks", Tasks).WithTags("portfolio").Describes<MyTasksPage>("list-my-tasks");
        app.MapPost("/api/import", (Delegate)Import).WithTags("portfolio").Describes<ImportResult>("import-engagements");
        app.MapPost("/api/portfolio/rebuild", Rebuild).WithTags("portfolio").Describes<Swept>("rebuild-portfolio");
    }

    private static async Task<IResult> List(HttpContext context, TimeProvider clock, int? size)
    {
        var asked = PortfolioAddress.Read(context.Request.Query, SignedInPerson.From(context.User)?.PreviousVisitAt);
        var answer = await context.Mediator().Send(new ListPortfolio(asked.Filter, asked.Order, asked.Cursor, size ?? 50, Today(clock), context.Actor()), context.RequestAborted);
        return answer.Page is { } page ? Results.Json(page, EngagementJson.Public) : Outcomes.Problem(context, answer.Refusal!);
    }

    private static async Task<IResult> Tasks(HttpContext context, int? size, string? cursor, bool? mine)
    {
        var answer = await context.Mediator().Send(new MyTasks(new() { OnlyMine = mine == true }, cursor, size ?? 50, context.Actor()), context.RequestAborted);
        return answer.Page is { } page ? Results.Json(page, EngagementJson.Public) : Outcomes.Problem(context, answer.Refusal!);
    }

    private static async Task<IResult> Import(HttpContext context)
    {
        var result = await context.Mediator().Send(new ImportEngagements(context.Request.Body, context.Actor()), context.RequestAborted);
        return result.Refusal is { } refusal
            ? Outcomes.Problem(context, refusal)
            : Results.Json(result, EngagementJson.Public, statusCode: result.Faults.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    private static async Task<IResult> Rebuild(HttpContext context, Sweep sweep) =>
        context.Actor().Is(ActorRoles.Administrator)
            ? Results.Json(await sweep.Rebuild(null, context.RequestAborted), EngagementJson.Public)
            : Results.StatusCode(StatusCodes.Status403Forbidden);

    private static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
}
