using MediatR;
using Microsoft.EntityFrameworkCore;
using TA.Casework.UseCases;
using TA.Engagements;

namespace TA.Casework.Portfolio;

/// <summary>One page of the portfolio, as far as the person may see it.</summary>
/// <param name="Filter">What is listed.</param>
/// <param name="Order">In which order.</param>
/// <param name="Cursor">The cursor of the page before; null for the first page.</param>
/// <param name="PageSize">1 to <see cref="MostRows"/>.</param>
/// <param name="Day">Today, or the day as of which it is told.</param>
/// <param name="Actor">Who asks.</param>
/// <param name="WithCounts">Whether total and counts are wanted; later pages can do without.</param>
public sealed record ListPortfolio(PortfolioFilter Filter, PortfolioOrder Order, string? Cursor, int PageSize, PortfolioDay Day, Actor Actor, bool WithCounts = true)
    : IRequest<PortfolioAnswer>, IActed
{
    /// <summary>The longest page.</summary>
    public const int MostRows = 200;
}

/// <summary>A page, or why there is none.</summary>
public readonly record struct PortfolioAnswer(PortfolioPage? Page, Refusal? Refusal = null);

/// <summary>A page of the portfolio.</summary>
/// <param name="Rows">The engagements.</param>
/// <param name="Next">The cursor of the next page; null on the last.</param>
/// <param name="Total">How many are listed on all pages; null when counts were not wanted.</param>
/// <param name="Counts">For each facet how many engagements have each value, with the values of all other facets applied. Empty when not wanted. For partners without health and partner.</param>
public sealed record PortfolioPage(Items<PortfolioRow> Rows, string? Next, int? Total, IReadOnlyDictionary<PortfolioFacet, Items<ValueCount>> Counts);

/// <summary>An engagement as it is listed. What tells of the whole plan or of money is null for people who see only the tasks of their organization.</summary>
public sealed record PortfolioRow
{
    /// <summary>Member State, year and number.</summary>
    public required EngagementReference Reference { get; init; }

    /// <summary>The version that the row shows.</summary>
    public long Version { get; init; }

    /// <summary>One line.</summary>
    public required string Title { get; init; }

    /// <summary>ISO 3166-1 alpha-3.</summary>
    public required string MemberState { get; init; }

    /// <summary>UN M49 code of the region.</summary>
    public required string Region { get; init; }

    /// <summary>The topics.</summary>
    public Topics Topics { get; init; }

    /// <summary>The lines of work chosen.</summary>
    public Items<WorkstreamKind> Workstreams { get; init; }

    /// <summary>Who may see it.</summary>
    public InformationClassification Classification { get; init; }

    /// <summary>Where it stands in its life.</summary>
    public EngagementState State { get; init; }

    /// <summary>The health on the day asked; null where there is none.</summary>
    public Health? Health { get; init; }

    /// <summary>What the officer remarks on it.</summary>
    public string? HealthRemark { get; init; }

    /// <summary>The earliest last day of an open task.</summary>
    public DateOnly? NextDue { get; init; }

    /// <summary>The office that leads.</summary>
    public string? LeadOffice { get; init; }

    /// <summary>The officer who leads.</summary>
    public UserId? LeadOfficer { get; init; }

    /// <summary>The programme.</summary>
    public ProgrammeId? Programme { get; init; }

    /// <summary>First day, as far as known.</summary>
    public string? Start { get; init; }

    /// <summary>Last day, as far as known.</summary>
    public string? End { get; init; }

    /// <summary>The engagement's own budget.</summary>
    public Money? Budget { get; init; }

    /// <summary>Tasks that are not cancelled.</summary>
    public int? Tasks { get; init; }

    /// <summary>Tasks that are neither accepted nor cancelled.</summary>
    public int? OpenTasks { get; init; }

    /// <summary>The newest change, UTC.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>The plan is made up to show the product.</summary>
    public bool IsSample { get; init; }

    /// <summary>The row as the person may see it on a day.</summary>
    internal static PortfolioRow Of(EngagementRow row, DateOnly day, Actor actor)
    {
        var all = Permissions.SeesAll(actor);
        return new()
        {
            Reference = EngagementReference.Parse(row.Reference),
            Version = row.Version,
            Title = row.Title,
            MemberState = row.MemberState,
            Region = row.Region,
            Topics = PortfolioWords.Topics(row.Topics),
            Workstreams = PortfolioWords.OfBits<WorkstreamKind>(row.Workstreams),
            Classification = row.Classification,
            State = row.State,
            Health = all ? HealthOn(row, day) : null,
            HealthRemark = all ? row.HealthRemark : null,
            NextDue = all && row.NextDue != DateOnly.MaxValue ? row.NextDue : null,
            LeadOffice = row.LeadOffice is "" ? null : row.LeadOffice,
            LeadOfficer = row.LeadOfficer is "" ? null : new(row.LeadOfficer),
            Programme = row.Programme is { } programme ? new(programme) : null,
            Start = row.Start,
            End = row.End,
            Budget = all ? ProgrammeRows.Money(row.Budget, row.BudgetCurrency) : null,
            Tasks = all ? row.Tasks : null,
            OpenTasks = all ? row.OpenTasks : null,
            ChangedAt = new(row.ChangedAt, TimeSpan.Zero),
            IsSample = row.IsSample,
        };
    }

    /// <summary>The health of a row on a day.</summary>
    internal static Health? HealthOn(EngagementRow row, DateOnly day) => new HealthFacts(row.HasHealth, row.IsBlocked, row.AtRiskFrom, row.LateFrom, null).On(day);
}

/// <summary>What a list asks of the person and of the request before it looks.</summary>
internal static class Asking
{
    /// <summary>Why the filter is refused: malformed, or it asks for what the person does not see.</summary>
    public static Refusal? Refusal(PortfolioFilter filter, PortfolioDay day, Actor actor) =>
        filter.Check() is { } malformed ? malformed
        : day.Refusal is { } notYet ? notYet
        : !Permissions.SeesAll(actor) && Enum.GetValues<PortfolioFacet>().Any(f => Facets.IsOfWholePlan(f) && filter[f].Count > 0) ? new OfficersOnly()
        : null;

    /// <summary>A page size within its range, or the refusal.</summary>
    public static OutOfRange? PageSize(int size) => size is < 1 or > ListPortfolio.MostRows ? new("size", size, 1, ListPortfolio.MostRows) : null;
}

internal sealed class ListPortfolioHandler(PortfolioReader portfolio, FacetIndex index, RecentWrites recent) : IRequestHandler<ListPortfolio, PortfolioAnswer>
{
    public async Task<PortfolioAnswer> Handle(ListPortfolio request, CancellationToken cancellationToken)
    {
        if (Asking.PageSize(request.PageSize) is { } outOfRange)
            return new(null, outOfRange);
        if (Asking.Refusal(request.Filter, request.Day, request.Actor) is { } refusal)
            return new(null, refusal);
        var day = request.Day.On;
        var order = request.Order.For(request.Actor);
        var list = $"portfolio\n{order}\n{request.Filter.Fingerprint}{(request.Day.IsPast ? $"\n{day:O}" : "")}";
        string[]? after = null;
        if (request.Cursor is { } cursor && (after = Cursor.Read(list, cursor, 2)) is null)
            return new(null, Cursor.Refusal);

        await recent.CaughtUp(request.Actor.User, cancellationToken);
        await using var db = await portfolio.Open(request.Day, cancellationToken);
        var visible = await db.Narrowed(request.Actor, cancellationToken);
        if (order.Apply(Facets.Listed(visible, request.Filter, day), after, day) is not { } rows)
            return new(null, Cursor.Refusal);

        var page = await PortfolioOrder.Take(rows, request.PageSize + 1, cancellationToken);
        var next = page.Count > request.PageSize ? Cursor.Write(list, order.Key(page[request.PageSize - 1], day), page[request.PageSize - 1].Reference) : null;
        var shown = page.Take(request.PageSize).Select(row => PortfolioRow.Of(row, day, request.Actor)).ToItems();
        if (!request.WithCounts)
            return new(new(shown, next, null, new Dictionary<PortfolioFacet, Items<ValueCount>>()));
        var (total, counts) = await FacetCounts.Of(db, visible, index, request.Filter, request.Actor, request.Day, cancellationToken);
        return new(new(shown, next, total, counts));
    }
}
