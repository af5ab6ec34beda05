using TA.Casework.Portfolio;
using TA.Casework.UseCases;
using TA.Engagements;
using TA.Web.Pages.Portfolio;
using TA.Web.Pages.ResultsAndRisks;
using TA.Web.Security;

namespace TA.Web.Api;

/// <summary>What an engagement has reached of one indicator, exactly: for people who see the whole engagement.</summary>
/// <param name="Indicator">Its code.</param>
/// <param name="Title">In English.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="IsChosen">The engagement has chosen it.</param>
/// <param name="Baseline">The value at the start.</param>
/// <param name="Targets">What is aimed at, by year.</param>
/// <param name="Years">What was reached, by year.</param>
/// <param name="ToDate">All years together: their sum, or the newest where a number says how things stand at the end of a year.</param>
public sealed record ResultAnswer(string Indicator, string Title, string Unit, bool IsChosen, IndicatorBaseline? Baseline, Items<Target> Targets, Items<Reached> Years, Reached? ToDate);

/// <summary>The results of an engagement, the balance of its plan, and what the suspension rule says today.</summary>
public sealed record ResultsAnswer(Items<ResultAnswer> Results, Balance Balance, Suspension Suspension);

/// <summary>Results of an engagement, sums over engagements, and what is known of a Member State.</summary>
internal static class ResultsRoutes
{
    private static readonly ApiParameter[] Scope =
        [.. PortfolioAddress.Parameters, new("by", [.. Enum.GetValues<RollUpBy>().Select(PortfolioWords.Word)]), new("fromYear"), new("toYear"), new("donor")];

    /// <summary>Maps that of one engagement.</summary>
    public static void MapResults(this RouteGroupBuilder group) => group.MapGet("/{reference}/results", OfEngagement)
        .Describes<ResultsAnswer>(new ApiOperation("read-results")
        {
            HasTag = true, Problems = [ApiProblem.NotSignedIn, ApiProblem.NotFound], Refusals = [new EngagementUnknown(EngagementReference.Parse("KEN-2026-0001")), new OfficersOnly()],
        });

    /// <summary>Maps those across engagements.</summary>
    public static void MapResultsAcross(this WebApplication app)
    {
        app.MapGet("/api/results", (Delegate)RollUp).WithTags("results")
            .Describes<RollUpAnswer>(new ApiOperation("roll-up-results") { HasTag = true, Parameters = Scope, Problems = [ApiProblem.NotSignedIn], Refusals = [.. PortfolioRoutes.NoDay, new OfficersOnly()] });
        app.MapGet("/api/results/balance", (Delegate)Balances).WithTags("results")
            .Describes<Items<ListedBalance>>(new ApiOperation("list-balances") { HasTag = true, Parameters = Scope, Problems = [ApiProblem.NotSignedIn], Refusals = [.. PortfolioRoutes.NoDay, new OfficersOnly()] });
        app.MapGet("/api/results/{indicator}", List).WithTags("results")
            .Describes<Items<ListedResult>>(new ApiOperation("list-results") { HasTag = true, Parameters = [.. Scope, new("dimension"), new("category"), new("targets", ["1"])], Problems = [ApiProblem.NotSignedIn], Refusals = [.. PortfolioRoutes.NoDay, new OfficersOnly(), new IndicatorUnknown("TRN-99")] });
        app.MapGet("/api/member-states", (Delegate)MemberStatesWithEngagements).WithTags("results")
            .Describes<Items<MemberStateListed>>(new ApiOperation("list-member-states") { HasTag = true, Parameters = [PortfolioAddress.AsOf], Problems = [ApiProblem.NotSignedIn], Refusals = [.. PortfolioRoutes.NoDay, new OfficersOnly()] });
        app.MapGet("/api/member-states/{code}", OfMemberState).WithTags("results")
            .Describes<MemberStateRead>(new ApiOperation("read-member-state") { HasTag = true, Problems = [ApiProblem.NotSignedIn, ApiProblem.NotFound] });
    }

    private static async Task<IResult> OfEngagement(HttpContext context, string reference)
    {
        if (!EngagementReference.TryParse(reference, null, out var asked))
            return ApiRoutes.NotFound();
        var actor = context.Actor();
        if (await context.Mediator().Send(new ReadEngagement(asked, actor), context.RequestAborted) is not { } engagement)
            return ApiRoutes.NotFound(context, asked);
        if (!Permissions.SeesAll(actor))
            return Outcomes.Problem(context, new OfficersOnly());
        return EngagementReads.Unchanged(context, actor, engagement.Version) ?? Results.Json(
            new ResultsAnswer(Indicators.All.Select(i => Of(engagement, i, context.Today())).ToItems(), Balance.Of(engagement), Suspension.On(engagement, context.Today())), EngagementJson.Public);
    }

    private static ResultAnswer Of(Engagement engagement, Indicator indicator, DateOnly today)
    {
        var chosen = engagement.Results.Find(indicator.Code) is { IsDropped: false } some ? some : null;
        var years = ResultsReached.Of(engagement, indicator, today);
        return new(indicator.Code, indicator.Title, indicator.Unit, chosen is not null, chosen?.Baseline, chosen?.Targets ?? [], years.ToItems(), ResultsReached.ToDate(indicator, years));
    }

    private static async Task<IResult> RollUp(HttpContext context)
    {
        var (asked, scope, by) = ResultsPages.Read(context);
        var answer = await context.Mediator().Send(new RollUpResults(scope, by, asked.Day, context.Actor()), context.RequestAborted);
        return answer.Refusal is { } refusal ? Outcomes.Problem(context, refusal) : context.Tagged(answer);
    }

    private static async Task<IResult> List(HttpContext context, string indicator)
    {
        var (asked, scope, _) = ResultsPages.Read(context);
        var (dimension, category, targets) = ResultsPages.Part(context);
        var answer = await context.Mediator().Send(new ListResults(scope, indicator, asked.Day, context.Actor(), dimension, category, targets), context.RequestAborted);
        return answer.Refusal is { } refusal ? Outcomes.Problem(context, refusal) : context.Tagged(answer.Results);
    }

    private static async Task<IResult> Balances(HttpContext context)
    {
        var (asked, scope, _) = ResultsPages.Read(context);
        var answer = await context.Mediator().Send(new ListBalances(scope, asked.Day, context.Actor()), context.RequestAborted);
        return answer.Refusal is { } refusal ? Outcomes.Problem(context, refusal) : context.Tagged(answer.Balances);
    }

    private static async Task<IResult> MemberStatesWithEngagements(HttpContext context)
    {
        var day = PortfolioAddress.Day(context);
        return day.Refusal is { } refusal ? Outcomes.Problem(context, refusal)
            : !Permissions.SeesAll(context.Actor()) ? Outcomes.Problem(context, new OfficersOnly())
            : context.Tagged(await context.Mediator().Send(new ListMemberStates(context.Actor(), day), context.RequestAborted));
    }

    private static async Task<IResult> OfMemberState(HttpContext context, string code) =>
        await context.Mediator().Send(new ReadMemberState(code, context.Today(), context.Actor()), context.RequestAborted) is { } read ? context.Tagged(read) : ApiRoutes.NotFound();
}
