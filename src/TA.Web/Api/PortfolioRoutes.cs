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
        app.MapGet("/api/portfolio", List).WithTags("portfolio").Describes<PortfolioPage>(new ApiOperation("list-portfolio")
        {
            HasTag = true, Parameters = PortfolioAddress.Parameters, Problems = [ApiProblem.NotSignedIn], Refusals = [NoSuchPage, NoSuchSize, NoSuchOrder, .. NoDay, new OfficersOnly()],
        });
        app.MapGet("/api/my/tasks", Tasks).WithTags("portfolio").Describes<MyTasksPage>(new ApiOperation("list-my-tasks") { HasTag = true, Problems = [ApiProblem.NotSignedIn], Refusals = [NoSuchPage, NoSuchSize] });
        app.MapPost("/api/import", (Delegate)Import).WithTags("portfolio").Describes<ImportResult>(new ApiOperation("import-engagements")
        {
            Changes = true,
            Problems = [ApiProblem.NotSignedIn, ApiProblem.ProofMissing, ApiProblem.TooLarge, ApiProblem.File([new(1, 3, "colour", FileFaultKind.UnknownColumn)])],
            Refusals = [new OfficersOnly()],
        });
        app.MapPost("/api/portfolio/rebuild", Rebuild).WithTags("portfolio")
            .Describes<Swept>(new ApiOperation("rebuild-portfolio") { Changes = true, Problems = [ApiProblem.NotSignedIn, ApiProblem.ProofMissing, ApiProblem.NotAllowed] });
    }

    /// <summary>Why nothing is told as of a day.</summary>
    internal static readonly Refusal[] NoDay = [new DayToCome(new(2100, 1, 1)), new NoSuchDay("31/12/2025")];

    private static readonly Malformed NoSuchPage = new([new("cursor", FieldFaultKind.BadForm)]);

    private static readonly Malformed NoSuchOrder = new([new("sort", FieldFaultKind.BadForm)]);

    private static readonly OutOfRange NoSuchSize = new("size", 0, 1, ListPortfolio.MostRows);

    private static async Task<IResult> List(HttpContext context, int? size)
    {
        if (PortfolioAddress.Fault(context.Request.Query) is { } fault)
            return Outcomes.Problem(context, fault);
        var asked = PortfolioAddress.Read(context);
        var answer = await context.Mediator().Send(new ListPortfolio(asked.Filter, asked.Order, asked.Cursor, size ?? 50, asked.Day, context.Actor()), context.RequestAborted);
        return answer.Page is { } page ? context.Tagged(page) : Outcomes.Problem(context, answer.Refusal!);
    }

    private static async Task<IResult> Tasks(HttpContext context, int? size, string? cursor, bool? mine)
    {
        var answer = await context.Mediator().Send(new MyTasks(new() { OnlyMine = mine == true }, cursor, size ?? 50, context.Actor()), context.RequestAborted);
        return answer.Page is { } page ? context.Tagged(page) : Outcomes.Problem(context, answer.Refusal!);
    }

    private static async Task<IResult> Import(HttpContext context)
    {
        var result = await context.Mediator().Send(new ImportEngagements(context.Request.Body, context.Actor()), context.RequestAborted);
        return result.Refusal is { } refusal
            ? Outcomes.Problem(context, refusal)
            : result.Faults.Count > 0 ? ApiProblem.File([.. result.Faults])
            : Results.Json(result, EngagementJson.Public);
    }

    private static async Task<IResult> Rebuild(HttpContext context, Sweep sweep) =>
        Permissions.MayRebuild(context.Actor())
            ? Results.Json(await sweep.Rebuild(null, context.RequestAborted), EngagementJson.Public)
            : ApiProblem.NotAllowed;
}
