using System.Globalization;
using MediatR;
using Microsoft.Extensions.Primitives;
using TA.Casework.Portfolio;
using TA.Engagements;
using TA.Web.Api;
using TA.Web.Pages.Portfolio;
using TA.Web.Resources;
using TA.Web.Security;

namespace TA.Web.Pages.ResultsAndRisks;

/// <summary>Results across engagements, and the page of a Member State.</summary>
internal static class ResultsPages
{
    /// <summary>Adds them.</summary>
    public static void MapResultsPages(this IEndpointRouteBuilder site)
    {
        site.MapGet("/portfolio/results", RollUp);
        site.MapGet("/portfolio/results.csv", Csv);
        site.MapGet("/portfolio/results/balance", Balances);
        site.MapGet("/portfolio/results/{indicator}", List);
        site.MapGet("/member-states", ListMemberStates);
        site.MapGet("/member-states/{code}", OfMemberState);
    }

    /// <summary>The address of the same scope.</summary>
    public static string Address(PortfolioAsked asked, ResultsScope scope, string path, RollUpBy? by = null)
    {
        var more = QueryString.Create(new KeyValuePair<string, StringValues>[]
        {
            new("by", by is { } word ? PortfolioWords.Word(word) : StringValues.Empty),
            new("fromYear", scope.From?.ToString(CultureInfo.InvariantCulture)),
            new("toYear", scope.To?.ToString(CultureInfo.InvariantCulture)),
            new("donor", scope.Donor),
        }.Where(p => !StringValues.IsNullOrEmpty(p.Value))).ToString();
        var address = asked.Address(path: path);
        return address.Contains('?', StringComparison.Ordinal) ? address + more.Replace('?', '&') : address + more;
    }

    /// <summary>The scope that an address asks for.</summary>
    public static (PortfolioAsked Asked, ResultsScope Scope, RollUpBy By) Read(HttpContext context)
    {
        var query = context.Request.Query;
        var asked = PortfolioAddress.Read(context);
        int? Year(string name) => int.TryParse(query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : null;
        var by = PortfolioWords.TryRead<RollUpBy>(query["by"].ToString(), out var word) ? word : RollUpBy.Nothing;
        return (asked, new(asked.Filter, Year("fromYear"), Year("toYear"), query["donor"].ToString() is { Length: > 0 } donor ? donor : null), by);
    }

    /// <summary>The part of a sum whose list an address asks for: nothing for the whole.</summary>
    public static (string Dimension, string Category, bool Targets) Part(HttpContext context)
    {
        var query = context.Request.Query;
        return (query["dimension"].ToString(), query["category"].ToString(), query["targets"] == "1");
    }

    private static async Task<IResult> RollUp(HttpContext context, IMediator mediator, Sentences sentences)
    {
        var (asked, scope, by) = Read(context);
        var answer = await mediator.Send(new RollUpResults(scope, by, asked.Day, context.Actor()));
        return answer.Refusal is { } refusal ? PortfolioPages.Refused(sentences, refusal) : Show.Page<RollUpPage>(new { Answer = answer, Scope = scope, By = by, Asked = asked });
    }

    private static async Task<IResult> Csv(HttpContext context, IMediator mediator, Sentences sentences)
    {
        var (asked, scope, by) = Read(context);
        var answer = await mediator.Send(new RollUpResults(scope, by, asked.Day, context.Actor()));
        return answer.Refusal is { } refusal
            ? PortfolioPages.Refused(sentences, refusal)
            : Results.File(ResultsCsv.Of(answer), "text/csv; charset=utf-8", asked.File("results"));
    }

    private static async Task<IResult> List(HttpContext context, IMediator mediator, Sentences sentences, string indicator)
    {
        var (asked, scope, _) = Read(context);
        var (dimension, category, targets) = Part(context);
        var answer = await mediator.Send(new ListResults(scope, indicator, asked.Day, context.Actor(), dimension, category, targets));
        return answer.Refusal is { } refusal
            ? refusal.Kind() == RefusalKind.Unknown ? Results.NotFound() : PortfolioPages.Refused(sentences, refusal)
            : Show.Page<ResultsListPage>(new { Indicator = Indicators.Find(indicator)!, List = answer.Results, Dimension = dimension, Category = category, Targets = targets, Scope = scope, Asked = asked });
    }

    private static async Task<IResult> Balances(HttpContext context, IMediator mediator, Sentences sentences)
    {
        var (asked, scope, _) = Read(context);
        var answer = await mediator.Send(new ListBalances(scope, asked.Day, context.Actor()));
        return answer.Refusal is { } refusal ? PortfolioPages.Refused(sentences, refusal) : Show.Page<BalancesPage>(new { List = answer.Balances, Scope = scope, Asked = asked });
    }

    private static async Task<IResult> ListMemberStates(HttpContext context, IMediator mediator, Sentences sentences)
    {
        if (!Permissions.SeesAll(context.Actor()))
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        var day = PortfolioAddress.Day(context);
        return day.Refusal is { } refusal
            ? PortfolioPages.Refused(sentences, refusal)
            : Show.Page<MemberStatesPage>(new { List = await mediator.Send(new ListMemberStates(context.Actor(), day)), Day = day });
    }

    private static async Task<IResult> OfMemberState(HttpContext context, IMediator mediator, string code) =>
        MemberStates.Find(code) is { } state && await mediator.Send(new ReadMemberState(code, context.Today(), context.Actor())) is { } page
            ? Show.Page<MemberStatePage>(new { State = state, Page = page })
            : Results.NotFound();
}
