using System.Globalization;
using MediatR;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Primitives;
using TA.Casework.Organizations;
using TA.Casework.Portfolio;
using TA.Casework.UseCases;
using TA.Engagements;
using TA.Web.Api;
using TA.Web.Resources;
using TA.Web.Security;

namespace TA.Web.Pages.Portfolio;

/// <summary>The lists: portfolio, money, and what somebody has to do.</summary>
internal static class PortfolioPages
{
    private const int RowsShown = 50;

    // A partner's page stays below 50 KB.
    private const int TasksShown = 25;

    /// <summary>Adds them.</summary>
    public static void MapPortfolioPages(this IEndpointRouteBuilder site)
    {
        site.MapGet("/portfolio", Portfolio);
        site.MapGet("/portfolio.csv", Csv);
        site.MapGet("/portfolio/money", Money);
        site.MapGet("/my/tasks", Tasks);
    }

    private static async Task<IResult> Portfolio(HttpContext context, IMediator mediator, Sentences sentences, Security.Accounts accounts, OrganizationDirectory directory)
    {
        var asked = PortfolioAddress.Read(context);
        var answer = await mediator.Send(new ListPortfolio(asked.Filter, asked.Order, asked.Cursor, RowsShown, asked.Day, context.Actor()));
        if (answer.Page is not { } page)
            return Refused(sentences, answer.Refusal!);
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

    private static async Task<IResult> Csv(HttpContext context, IMediator mediator, Sentences sentences, IStringLocalizer<Texts> texts, Security.Accounts accounts)
    {
        var asked = PortfolioAddress.Read(context);
        var request = new ListPortfolio(asked.Filter, asked.Order, null, 1, asked.Day, context.Actor(), WithCounts: false);
        if ((await mediator.Send(request)).Refusal is { } refusal)
            return Refused(sentences, refusal);
        IReadOnlyDictionary<UserId, string> people = (await accounts.All()).ToDictionary(a => new UserId(a.Id.ToString()), a => a.DisplayName);
        var words = new CsvWords(column => texts[$"CsvColumn.{column}"], sentences.Word, (_, _) => Task.FromResult(people))
        {
            Classification = sentences.Word,
            Language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
        };
        return Results.Stream(
            output => mediator.Send(new PortfolioCsv(asked.Filter, asked.Order, asked.Day, context.Actor(), output, words)), "text/csv; charset=utf-8", asked.File("portfolio"));
    }

    private static async Task<IResult> Money(HttpContext context, IMediator mediator, Sentences sentences)
    {
        var asked = PortfolioAddress.Read(context);
        var answer = await mediator.Send(new MoneyByDonor(asked.Filter, asked.Day, context.Actor()));
        return answer.Refusal is { } refusal ? Refused(sentences, refusal) : Show.Page<MoneyPage>(new { answer.Donors, Asked = asked });
    }

    private static async Task<IResult> Tasks(HttpContext context, IMediator mediator, Sentences sentences, Security.Accounts accounts, OrganizationDirectory directory, string? cursor, string? standing, string? mine)
    {
        if (!context.Actor().Is(ActorRoles.Partner | ActorRoles.Officer))
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        var filter = new MyTasksFilter { OnlyMine = mine == "1", Standing = standing is not null && PortfolioWords.TryRead<TaskStanding>(standing, out var only) ? only : null };
        var answer = await mediator.Send(new MyTasks(filter, cursor, TasksShown, context.Actor()));
        if (answer.Page is not { } page)
            return Refused(sentences, answer.Refusal!);
        return Show.Page<MyTasksListPage>(new
        {
            Reviews = cursor is null ? await mediator.Send(new MyReviews(context.Actor())) : [],
            List = page,
            Filter = filter,
            IsFirst = cursor is null,
            Today = context.Today(),
            People = (await accounts.All()).ToDictionary(a => a.Id.ToString(), a => a.DisplayName),
            OrganizationNames = await directory.Names(Named(page.Tasks).Distinct(), context.RequestAborted),
            Me = context.Actor().User,
        });
    }

    private static IEnumerable<OrganizationId> Named(IEnumerable<MyTask> tasks) => tasks.SelectMany(t => t.WaitsFor
        .Where(w => w.OrganizationName is null).Select(w => w.Organization).OfType<string>().Select(o => new OrganizationId(o)).Concat(t.Organization is { } own ? [own] : []));

    /// <summary>Says why something is not shown.</summary>
    internal static IResult Refused(Sentences sentences, Refusal refusal) => Show.Page<RefusedPage>(new { Sentence = sentences.Of(refusal) }, Outcomes.Status(refusal));
}

/// <summary>What an address of the portfolio asks for; each combination has its own, which can be kept.</summary>
public sealed record PortfolioAsked(PortfolioFilter Filter, PortfolioOrder Order, string? Cursor, bool SinceVisit, PortfolioDay Day)
{
    /// <summary>The facets in the order in which they are shown.</summary>
    public static readonly IReadOnlyList<PortfolioFacet> Facets =
    [
        PortfolioFacet.Health, PortfolioFacet.State, PortfolioFacet.Topic, PortfolioFacet.Workstream, PortfolioFacet.Region, PortfolioFacet.MemberState,
        PortfolioFacet.Partner, PortfolioFacet.LeadOffice, PortfolioFacet.LeadOfficer,
    ];

    /// <summary>The same as things stand now.</summary>
    public PortfolioAsked OfToday => this with { Day = Day.Today, Cursor = null };

    /// <summary>The day as an address names it; null for how things stand now.</summary>
    public string? AsOf => Day.IsPast ? Day.On.ToString("O", CultureInfo.InvariantCulture) : null;

    /// <summary>The name of a file of comma-separated values.</summary>
    public string File(string name) => AsOf is { } day ? $"{name}-{day}.csv" : $"{name}.csv";

    /// <summary>The address of a list like this one with another filter or order, from its first page, of the same day.</summary>
    public string Address(PortfolioFilter? filter = null, PortfolioOrder? order = null, string? cursor = null, bool? sinceVisit = null, string path = "/portfolio")
    {
        var parts = new List<KeyValuePair<string, StringValues>>();
        filter ??= Filter;
        if (filter.Text is { Length: > 0 } text)
            parts.Add(new("text", text));
        parts.AddRange(Parts(filter, order ?? Order, sinceVisit ?? SinceVisit));
        if (AsOf is { } day)
            parts.Add(new("asOf", day));
        if (cursor is not null)
            parts.Add(new("cursor", cursor));
        return path + QueryString.Create(parts);
    }

    /// <summary>What a form carries along that asks for text and day anew.</summary>
    public IEnumerable<(string Name, string? Value)> Hidden => Parts(Filter, Order, SinceVisit).SelectMany(part => part.Value.Select(value => (part.Key, value)));

    private static IEnumerable<KeyValuePair<string, StringValues>> Parts(PortfolioFilter filter, PortfolioOrder order, bool sinceVisit)
    {
        foreach (var facet in Facets)
            if (filter[facet].Count > 0)
                yield return new(PortfolioAddress.Name(facet), filter[facet].ToArray());
        if (filter.Programme is { } programme)
            yield return new("programme", programme.Value);
        if (sinceVisit)
            yield return new("changed", "visit");
        if (order != default)
            yield return new("sort", (order.Descending ? "-" : "") + PortfolioWords.Word(order.By));
    }

    /// <summary>The filter with a value put in or, where it is in already, taken out.</summary>
    public PortfolioFilter Toggled(PortfolioFacet facet, string value) =>
        Filter.With(facet, Filter[facet].Contains(value) ? Filter[facet].Where(v => v != value) : Filter[facet].Append(value));
}

/// <summary>Reads addresses of the portfolio.</summary>
internal static class PortfolioAddress
{
    /// <summary>The day as of which things are told.</summary>
    public static readonly ApiParameter AsOf = new("asOf", Form: "date");

    /// <summary>The words that an address takes, for the description of the API.</summary>
    public static IReadOnlyList<ApiParameter> Parameters { get; } =
    [
        new("text"), .. PortfolioAsked.Facets.Select(f => new ApiParameter(Name(f), Many: true)), new("programme"), new("changed", ["visit"]),
        new("sort", [.. Enum.GetValues<PortfolioSort>().Select(PortfolioWords.Word).SelectMany(word => new[] { word, "-" + word })]), AsOf, new("cursor"),
    ];

    /// <summary>The name of a facet in an address.</summary>
    public static string Name(PortfolioFacet facet) => char.ToLowerInvariant(facet.ToString()[0]) + facet.ToString()[1..];

    /// <summary>Another address as of the same day.</summary>
    /// <param name="day">The day.</param>
    /// <param name="path">The path.</param>
    /// <param name="more">What else stands in the address; what is null or empty does not.</param>
    public static string Of(PortfolioDay day, string path, params (string Name, string? Value)[] more) => path + QueryString.Create(
        more.Append(("asOf", day.IsPast ? day.On.ToString("O", CultureInfo.InvariantCulture) : null)).Where(p => !string.IsNullOrEmpty(p.Item2)).Select(p => new KeyValuePair<string, StringValues>(p.Item1, p.Item2)));

    /// <summary>The day for which an address asks.</summary>
    public static PortfolioDay Day(HttpContext context) => PortfolioDay.Read(context.Today(), context.Request.Query["asOf"].ToString());

    /// <summary>Today, UTC.</summary>
    public static DateOnly Today(this HttpContext context) => DateOnly.FromDateTime(context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);

    /// <summary>The words of an address that cannot be read; null when there are none. A page leaves them out, since who keeps an address has not typed it; a program is told.</summary>
    public static Malformed? Fault(IQueryCollection query)
    {
        var faults = new List<FieldFault>();
        Check("sort", PortfolioWords.TryRead<PortfolioSort>(query["sort"].ToString().TrimStart('-'), out _));
        Check("programme", ProgrammeId.TryParse(query["programme"], CultureInfo.InvariantCulture, out _));
        Check("changed", query["changed"] == "visit");
        return faults.Count == 0 ? null : new([.. faults]);

        void Check(string name, bool canBeRead)
        {
            if (query[name].ToString().Length > 0 && !canBeRead)
                faults.Add(new(name, FieldFaultKind.BadForm));
        }
    }

    /// <summary>What the address asks for. "Changed since my last visit" means the visit before the present one.</summary>
    public static PortfolioAsked Read(HttpContext context)
    {
        var query = context.Request.Query;
        var previousVisit = SignedInPerson.From(context.User)?.PreviousVisitAt;
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
        return new(filter, order, query["cursor"].ToString() is { Length: > 0 } cursor ? cursor : null, query["changed"] == "visit", Day(context));
    }
}
