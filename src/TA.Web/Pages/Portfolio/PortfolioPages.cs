using System.Globalization;
using MediatR;
using Microsoft.Extensions.Primitives;
using TA.Casework.Organizations;
using TA.Casework.Portfolio;
using TA.Casework.UseCases;
using TA.Engagements;
using TA.Web.Api;
using TA.Web.Resources;
using TA.Web.Security;

namespace TA.Web.Pages.Portfolio;

/// <summary>The lists: portfolio, money, programmes, organizations, and what somebody has to do.</summary>
internal static class PortfolioPages
{
    private const int RowsShown = 50;

    /// <summary>Adds them.</summary>
    public static void MapPortfolioPages(this IEndpointRouteBuilder site)
    {
        site.MapGet("/portfolio", Portfolio);
        site.MapGet("/portfolio.csv", Csv);
        site.MapGet("/portfolio/money", Money);
        site.MapGet("/my/tasks", Tasks);
        site.MapGet("/programmes", Programmes);
        site.MapGet("/programmes/{id}", Programme);
        site.MapGet("/organizations", Organizations);
    }

    private static async Task<IResult> Portfolio(HttpContext context, IMediator mediator, Sentences sentences, Security.Accounts accounts, OrganizationDirectory directory)
    {
        var asked = PortfolioAddress.Read(context.Request.Query, SignedInPerson.From(context.User)?.PreviousVisitAt);
        var answer = await mediator.Send(new ListPortfolio(asked.Filter, asked.Order, asked.Cursor, RowsShown, Today(context), context.Actor()));
        if (answer.Page is not { } page)
            return Refused(context, sentences, answer.Refusal!);
        var partners = page.Counts.GetValueOrDefault(PortfolioFacet.Partner).Select(v => new OrganizationId(v.Value)).Where(o => o.Value.Length > 0);
        return Show.Page<PortfolioListPage>(new
        {
            Asked = asked,
            List = page,
            People = (await accounts.All()).ToDictionary(a => a.Id.ToString(), a => a.DisplayName),
            OrganizationNames = await directory.Names(partners, context.RequestAborted),
            Actor = context.Actor(),
        });
    }

    private static async Task<IResult> Csv(HttpContext context, IMediator mediator, Sentences sentences)
    {
        var asked = PortfolioAddress.Read(context.Request.Query, SignedInPerson.From(context.User)?.PreviousVisitAt);
        var request = new ListPortfolio(asked.Filter, asked.Order, null, 1, Today(context), context.Actor(), WithCounts: false);
        if ((await mediator.Send(request)).Refusal is { } refusal)
            return Refused(context, sentences, refusal);
        return Results.Stream(
            output => mediator.Send(new PortfolioCsv(asked.Filter, asked.Order, Today(context), context.Actor(), output)), "text/csv; charset=utf-8", "portfolio.csv");
    }

    private static async Task<IResult> Money(HttpContext context, IMediator mediator, Sentences sentences)
    {
        var asked = PortfolioAddress.Read(context.Request.Query, SignedInPerson.From(context.User)?.PreviousVisitAt);
        var answer = await mediator.Send(new MoneyByDonor(asked.Filter, Today(context), context.Actor()));
        return answer.Refusal is { } refusal ? Refused(context, sentences, refusal) : Show.Page<MoneyPage>(new { answer.Donors, Asked = asked });
    }

    private static async Task<IResult> Tasks(HttpContext context, IMediator mediator, Sentences sentences, Security.Accounts accounts, string? cursor, string? standing, string? mine)
    {
        if (!context.Actor().Is(ActorRoles.Partner | ActorRoles.Officer))
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        var filter = new MyTasksFilter { OnlyMine = mine == "1", Standing = standing is not null && PortfolioWords.TryRead<TaskStanding>(standing, out var only) ? only : null };
        var answer = await mediator.Send(new MyTasks(filter, cursor, RowsShown, context.Actor()));
        return answer.Page is { } page
            ? Show.Page<MyTasksListPage>(new { Reviews = cursor is null ? await mediator.Send(new MyReviews(context.Actor())) : [], List = page, Filter = filter, Today = Today(context), People = (await accounts.All()).ToDictionary(a => a.Id.ToString(), a => a.DisplayName) })
            : Refused(context, sentences, answer.Refusal!);
    }

    private static async Task<IResult> Programmes(HttpContext context, IMediator mediator, string? text) => Permissions.SeesAll(context.Actor())
        ? Show.Page<ProgrammesPage>(new { List = await mediator.Send(new ListProgrammes(text, context.Actor())), Text = text })
        : Results.StatusCode(StatusCodes.Status403Forbidden);

    private static async Task<IResult> Programme(HttpContext context, IMediator mediator, string id) =>
        ProgrammeId.TryParse(id, null, out var parsed) && await mediator.Send(new ReadProgramme(parsed, context.Actor())) is { } programme
            ? Show.Page<ProgrammePage>(new { Programme = programme })
            : Results.NotFound();

    private static async Task<IResult> Organizations(HttpContext context, IMediator mediator, string? text) => Permissions.SeesAll(context.Actor())
        ? Show.Page<OrganizationsPage>(new { List = await mediator.Send(new ListOrganizations(text, context.Actor())), Text = text })
        : Results.StatusCode(StatusCodes.Status403Forbidden);

    private static IResult Refused(HttpContext context, Sentences sentences, Refusal refusal) =>
        Show.Page<RefusedPage>(new { Sentence = sentences.Of(refusal) }, Outcomes.Status(refusal));

    private static DateOnly Today(HttpContext context) => DateOnly.FromDateTime(context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
}

/// <summary>What an address of the portfolio asks for; each combination has its own, which can be kept.</summary>
public sealed record PortfolioAsked(PortfolioFilter Filter, PortfolioOrder Order, string? Cursor, bool SinceVisit)
{
    /// <summary>The facets in the order in which they are shown.</summary>
    public static readonly IReadOnlyList<PortfolioFacet> Facets =
    [
        PortfolioFacet.Health, PortfolioFacet.State, PortfolioFacet.Topic, PortfolioFacet.Workstream, PortfolioFacet.Region, PortfolioFacet.MemberState,
        PortfolioFacet.Partner, PortfolioFacet.LeadOffice, PortfolioFacet.LeadOfficer,
    ];

    /// <summary>The address of a list like this one with another filter or order, from its first page.</summary>
    public string Address(PortfolioFilter? filter = null, PortfolioOrder? order = null, string? cursor = null, bool? sinceVisit = null, string path = "/portfolio")
    {
        var parts = new List<KeyValuePair<string, StringValues>>();
        filter ??= Filter;
        order ??= Order;
        if (filter.Text is { Length: > 0 } text)
            parts.Add(new("text", text));
        foreach (var facet in Facets)
            if (filter[facet].Count > 0)
                parts.Add(new(PortfolioAddress.Name(facet), filter[facet].ToArray()));
        if (filter.Programme is { } programme)
            parts.Add(new("programme", programme.Value));
        if (sinceVisit ?? SinceVisit)
            parts.Add(new("changed", "visit"));
        if (order != default(PortfolioOrder))
            parts.Add(new("sort", (order.Value.Descending ? "-" : "") + PortfolioWords.Word(order.Value.By)));
        if (cursor is not null)
            parts.Add(new("cursor", cursor));
        return path + QueryString.Create(parts);
    }

    /// <summary>The filter with a value put in or, where it is in already, taken out.</summary>
    public PortfolioFilter Toggled(PortfolioFacet facet, string value) =>
        Filter.With(facet, Filter[facet].Contains(value) ? Filter[facet].Where(v => v != value) : Filter[facet].Append(value));
}

/// <summary>Reads addresses of the portfolio.</summary>
internal static class PortfolioAddress
{
    /// <summary>The words that an address takes, for the description of the API.</summary>
    public static IReadOnlyList<ApiParameter> Parameters { get; } =
    [
        new("text"), .. PortfolioAsked.Facets.Select(f => new ApiParameter(Name(f), Many: true)), new("programme"), new("changed", ["visit"]),
        new("sort", [.. Enum.GetValues<PortfolioSort>().Select(PortfolioWords.Word).SelectMany(word => new[] { word, "-" + word })]), new("cursor"),
    ];

    /// <summary>The name of a facet in an address.</summary>
    public static string Name(PortfolioFacet facet) => char.ToLowerInvariant(facet.ToString()[0]) + facet.ToString()[1..];

    /// <summary>What the address asks for. "Changed since my last visit" means the time given.</summary>
    public static PortfolioAsked Read(IQueryCollection query, DateTimeOffset? previousVisit)
    {
        var filter = new PortfolioFilter
        {
            Text = query["text"].ToString() is { Length: > 0 } text ? text : null,
            Programme = ProgrammeId.TryParse(query["programme"], CultureInfo.InvariantCulture, out var programme) ? programme : null,
            ChangedSince = query["changed"] == "visit" ? previousVisit ?? DateTimeOffset.MinValue : null,
        };
        foreach (var facet in PortfolioAsked.Facets)
            if (query[Name(facet)] is { Count: > 0 } values)
                filter = filter.With(facet, values.OfType<string>());
        var sort = query["sort"].ToString();
        var order = PortfolioWords.TryRead<PortfolioSort>(sort.TrimStart('-'), out var by) ? new PortfolioOrder(by, sort.StartsWith('-')) : default;
        return new(filter, order, query["cursor"].ToString() is { Length: > 0 } cursor ? cursor : null, query["changed"] == "visit");
    }
}
