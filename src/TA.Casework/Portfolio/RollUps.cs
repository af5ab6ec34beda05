using MediatR;
using Microsoft.EntityFrameworkCore;
using TA.Casework.UseCases;
using TA.Engagements;

namespace TA.Casework.Portfolio;

/// <summary>What is added up: of which engagements, and which years.</summary>
/// <param name="Filter">Which engagements are listed.</param>
/// <param name="From">The first calendar year; null from the beginning.</param>
/// <param name="To">The last calendar year; null to the end.</param>
/// <param name="Donor">Only engagements that a donor gives to, itself or through their programme; null for all. Case and accents do not matter.</param>
public sealed record ResultsScope(PortfolioFilter Filter, int? From = null, int? To = null, string? Donor = null)
{
    /// <summary>Whether a year is in it.</summary>
    public bool Has(int year) => !(year < From) && !(year > To);
}

/// <summary>By what results are set side by side.</summary>
public enum RollUpBy
{
    /// <summary>All in one.</summary>
    Nothing,

    /// <summary>By calendar year.</summary>
    Period,

    /// <summary>By UN M49 region.</summary>
    Region,

    /// <summary>By donor. What several donors give to counts for each of them, so that donors are never added up.</summary>
    Donor,

    /// <summary>By programme.</summary>
    Programme,

    /// <summary>By Member State.</summary>
    MemberState,
}

/// <summary>
/// Every indicator, added up over engagements and years. Only what each engagement may tell is added: numbers that are withheld as small cells are left out of every sum and counted, so that no sum gives
/// one away. Each number is the sum of the list that <see cref="ListResults"/> gives for the same scope.
/// </summary>
/// <param name="Scope">What is added up.</param>
/// <param name="By">By what it is set side by side.</param>
/// <param name="Day">Today, or the day as of which it is told.</param>
/// <param name="Actor">Who asks; only engagements that the person may see are added.</param>
public sealed record RollUpResults(ResultsScope Scope, RollUpBy By, PortfolioDay Day, Actor Actor) : IRequest<RollUpAnswer>, IActed;

/// <summary>The sums, or why there are none.</summary>
/// <param name="Lines">By indicator in the order of the list, then by group.</param>
/// <param name="Balance">The balance of the plans of the engagements listed.</param>
/// <param name="Engagements">How many engagements are listed.</param>
/// <param name="Refusal">Why not, or null.</param>
public sealed record RollUpAnswer(Items<RollUpLine> Lines, PlanBalance Balance, int Engagements, Refusal? Refusal = null);

/// <summary>One indicator in one group.</summary>
/// <param name="Indicator">Its code.</param>
/// <param name="Group">A year, the code of a region or Member State, a donor's name, a programme; empty where there are no groups.</param>
/// <param name="Value">The sum: a count; for a share how many, for a mean the sum over all people. Null when all is withheld or nothing was reached.</param>
/// <param name="Of">Out of how many; null for a count.</param>
/// <param name="Shown">What people read: the count, the percentage, the mean.</param>
/// <param name="Engagements">How many engagements told a number.</param>
/// <param name="Withheld">How many numbers were left out because they are too small.</param>
/// <param name="Target">The sum of the targets; only of counts, null where none is set.</param>
/// <param name="Cells">The same broken down. Cells of a breakdown need not add up to the sum: what is withheld is missing.</param>
public sealed record RollUpLine(
    string Indicator, string Group, decimal? Value, decimal? Of, decimal? Shown, int Engagements, int Withheld, decimal? Target, Items<RollUpCell> Cells);

/// <summary>A part of a sum.</summary>
public readonly record struct RollUpCell(string Dimension, string Category, decimal? Value, decimal? Of, decimal? Shown, int Withheld);

/// <summary>The list that a sum adds up, engagement by engagement and year by year: of the whole, of one part of it, or of what is aimed at.</summary>
/// <param name="Scope">What is added up.</param>
/// <param name="Indicator">The code of the indicator.</param>
/// <param name="Day">Today, or the day as of which it is told.</param>
/// <param name="Actor">Who asks.</param>
/// <param name="Dimension">By what the part is broken down, as in <c>sex</c>; empty for the whole.</param>
/// <param name="Category">The part, as in <c>women</c>; empty for the whole, and for breakdowns that are withheld as a whole.</param>
/// <param name="Targets">The rows that aim at something, whether anything was reached or not.</param>
public sealed record ListResults(ResultsScope Scope, string Indicator, PortfolioDay Day, Actor Actor, string Dimension = "", string Category = "", bool Targets = false)
    : IRequest<ResultsListed>, IActed;

/// <summary>The list, or why there is none.</summary>
public sealed record ResultsListed(Items<ListedResult> Results, Refusal? Refusal = null);

/// <summary>One number of one engagement.</summary>
/// <param name="Engagement">The engagement.</param>
/// <param name="Title">Its title.</param>
/// <param name="MemberState">ISO 3166-1 alpha-3.</param>
/// <param name="Year">The calendar year.</param>
/// <param name="Value">The number; null when it is withheld.</param>
/// <param name="Of">Out of how many.</param>
/// <param name="Shown">What people read.</param>
/// <param name="IsWithheld">It is too small to be told.</param>
/// <param name="FromWork">It follows from the work.</param>
/// <param name="Target">What was aimed at; of the whole only.</param>
public sealed record ListedResult(
    EngagementReference Engagement, string Title, string MemberState, int Year, decimal? Value, decimal? Of, decimal? Shown, bool IsWithheld, bool FromWork, decimal? Target = null);

/// <summary>Reads results of the engagements in a scope.</summary>
internal static class ScopedResults
{
    public sealed record Listed(string Reference, string Title, string MemberState, string Region, string? Programme);

    public static Refusal? Refusal(ResultsScope scope, PortfolioDay day, Actor actor) =>
        Asking.Refusal(scope.Filter, day, actor) is { } refusal ? refusal : Permissions.SeesAll(actor) ? null : new OfficersOnly();

    public static async Task<List<Listed>> Engagements(PortfolioDb db, ResultsScope scope, PortfolioDay day, Actor actor, CancellationToken cancellation)
    {
        var engagements = await Facets.Listed(db.Visible(actor), scope.Filter, day.On)
            .OrderBy(e => e.Reference).Select(e => new Listed(e.Reference, e.Title, e.MemberState, e.Region, e.Programme)).ToListAsync(cancellation);
        if (Donor(scope) is not { } donor)
            return engagements;
        var donors = await Donors(db, cancellation);
        return engagements.FindAll(e => Donors(donors, e).Any(d => Folding.Fold(d) == donor));
    }

    /// <summary>The donor that is asked for, as names are compared; null for all.</summary>
    public static string? Donor(ResultsScope scope) => string.IsNullOrWhiteSpace(scope.Donor) ? null : Folding.Fold(scope.Donor.Trim());

    /// <summary>The donors of engagements and programmes, by owner.</summary>
    public static async Task<ILookup<string, string>> Donors(PortfolioDb db, CancellationToken cancellation) =>
        (await db.Contributions.Select(c => new { c.Owner, c.Donor }).ToListAsync(cancellation)).ToLookup(c => c.Owner, c => c.Donor.Trim());

    /// <summary>Who gives to an engagement, itself or through its programme.</summary>
    public static IEnumerable<string> Donors(ILookup<string, string> donors, Listed engagement) =>
        donors[engagement.Reference].Concat(engagement.Programme is { } programme ? donors[programme] : []);

    /// <summary>Whether a row is told on a day: what the record holds of days to come is not reached yet, a target is one.</summary>
    public static bool IsTold(ResultRow row, PortfolioDay day) => row.TellsFrom <= day.On && day.On < row.TellsUntil;

    /// <summary>
    /// The rows of some engagements that a scope counts. Of an indicator whose years are not added up it is, for each engagement, what was reached in the newest year that is not later than the scope's last, and the
    /// newest target in the scope.
    /// </summary>
    public static IEnumerable<ResultRow> Counted(Indicator indicator, IEnumerable<ResultRow> rows, ResultsScope scope)
    {
        if (indicator.Adds)
            return rows.Where(r => scope.Has(r.Year));
        return rows.Where(r => !(r.Year > scope.To)).GroupBy(r => (r.Reference, r.IsReached)).SelectMany(of =>
        {
            var newest = of.Max(r => r.Year);
            return of.Where(r => r.Year == newest && (r.IsReached || scope.Has(newest)));
        });
    }
}

internal sealed class ListResultsHandler(PortfolioReader portfolio, RecentWrites recent) : IRequestHandler<ListResults, ResultsListed>
{
    public async Task<ResultsListed> Handle(ListResults request, CancellationToken cancellationToken)
    {
        if (ScopedResults.Refusal(request.Scope, request.Day, request.Actor) is { } refusal)
            return new([], refusal);
        if (Indicators.Find(request.Indicator) is not { } indicator)
            return new([], new IndicatorUnknown(request.Indicator));
        await recent.CaughtUp(request.Actor.User, cancellationToken);
        await using var db = await portfolio.Open(request.Day, cancellationToken);
        var engagements = (await ScopedResults.Engagements(db, request.Scope, request.Day, request.Actor, cancellationToken)).ToDictionary(e => e.Reference);
        var rows = await db.Results.Where(r => r.Indicator == indicator.Code).ToListAsync(cancellationToken);
        var told = rows.FindAll(r => engagements.ContainsKey(r.Reference) && ScopedResults.IsTold(r, request.Day));
        var others = told.Where(r => r.Dimension == "").ToLookup(r => (r.Reference, r.Year, r.IsReached));
        return new(ScopedResults.Counted(indicator, told, request.Scope)
            .Where(r => r.Dimension == request.Dimension && r.Category == request.Category && r.IsReached != request.Targets)
            .OrderBy(r => r.Reference, StringComparer.Ordinal).ThenBy(r => r.Year)
            .Select(r =>
            {
                // What was reached and what was aimed at in a year stand beside each other; a part has no target.
                var other = request.Dimension == "" ? others[(r.Reference, r.Year, !r.IsReached)].FirstOrDefault() : null;
                var (reached, target) = r.IsReached ? (r, other) : (other, r);
                var (value, of) = (ResultsOfEngagement.Number(reached?.Value), ResultsOfEngagement.Number(reached?.Of));
                var engagement = engagements[r.Reference];
                return new ListedResult(
                    EngagementReference.Parse(r.Reference), engagement.Title, engagement.MemberState, r.Year, value, of,
                    value is { } known ? ResultsReached.Shown(indicator.Measure, known, of) : null, reached is { Value: null }, reached?.FromWork ?? false, ResultsOfEngagement.Number(target?.Target));
            }).ToItems());
    }
}

internal sealed class RollUpResultsHandler(PortfolioReader portfolio, RecentWrites recent) : IRequestHandler<RollUpResults, RollUpAnswer>
{
    public async Task<RollUpAnswer> Handle(RollUpResults request, CancellationToken cancellationToken)
    {
        if (ScopedResults.Refusal(request.Scope, request.Day, request.Actor) is { } refusal)
            return new([], default, 0, refusal);
        await recent.CaughtUp(request.Actor.User, cancellationToken);
        await using var db = await portfolio.Open(request.Day, cancellationToken);
        var engagements = await ScopedResults.Engagements(db, request.Scope, request.Day, request.Actor, cancellationToken);
        var listed = engagements.ToDictionary(e => e.Reference);
        var rows = (await db.Results.ToListAsync(cancellationToken)).Where(r => listed.ContainsKey(r.Reference) && ScopedResults.IsTold(r, request.Day)).ToLookup(r => r.Indicator);
        var donors = request.By == RollUpBy.Donor ? await ScopedResults.Donors(db, cancellationToken) : null;
        var lines = Indicators.All.SelectMany(indicator => Groups(request, rows[indicator.Code], listed, donors)
            .Select(group => Line(indicator, group.Name, [.. ScopedResults.Counted(indicator, group.Rows, group.Scope)])).OfType<RollUpLine>()).ToItems();
        return new(lines, PlanBalance.Of((await db.Balances.ToListAsync(cancellationToken)).Where(b => listed.ContainsKey(b.Reference))), engagements.Count);
    }

    /// <summary>The groups, each with its rows and the scope that the list behind its number has.</summary>
    private static IEnumerable<(string Name, ResultsScope Scope, IEnumerable<ResultRow> Rows)> Groups(
        RollUpResults request, IEnumerable<ResultRow> rows, Dictionary<string, ScopedResults.Listed> listed, ILookup<string, string>? donors)
    {
        var scope = request.Scope;
        switch (request.By)
        {
            case RollUpBy.Period:
                var all = rows.ToList();
                return all.Select(r => r.Year).Where(scope.Has).Distinct().Order()
                    .Select(year => (year.ToString(System.Globalization.CultureInfo.InvariantCulture), scope with { From = year, To = year }, (IEnumerable<ResultRow>)all));
            case RollUpBy.Region:
                return By(r => [listed[r.Reference].Region]);
            case RollUpBy.MemberState:
                return By(r => [listed[r.Reference].MemberState]);
            case RollUpBy.Programme:
                return By(r => listed[r.Reference].Programme is { } programme ? [programme] : []);
            case RollUpBy.Donor:
                // The list behind a donor's number is asked for by one donor.
                var asked = ScopedResults.Donor(scope);
                return By(r => ScopedResults.Donors(donors!, listed[r.Reference]).Where(d => asked is null || Folding.Fold(d) == asked), Folding.Fold);
            default:
                return [("", scope, rows)];
        }

        IEnumerable<(string, ResultsScope, IEnumerable<ResultRow>)> By(Func<ResultRow, IEnumerable<string>> names, Func<string, string>? same = null) => rows
            .SelectMany(r => names(r).DistinctBy(n => same?.Invoke(n) ?? n).Select(n => (Name: n, Row: r)))
            .GroupBy(x => same?.Invoke(x.Name) ?? x.Name).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (g.First().Name, scope, g.Select(x => x.Row)));
    }

    private static RollUpLine? Line(Indicator indicator, string group, List<ResultRow> rows)
    {
        if (rows.Count == 0)
            return null;
        var totals = rows.FindAll(r => r.Dimension == "");
        var told = totals.FindAll(r => r.Value is not null);
        var (value, of, shown) = Sum(indicator, told);
        return new(
            indicator.Code, group, value, of, shown, told.Select(r => r.Reference).Distinct().Count(), totals.Count(r => r.IsReached && r.Value is null),
            indicator.Measure == Measure.Number && totals.Any(r => r.Target is not null) ? ResultsOfEngagement.Number(totals.Sum(r => r.Target)) : null,
            rows.Where(r => r.Dimension != "").GroupBy(r => (r.Dimension, r.Category))
                .OrderBy(c => indicator.Dimensions.FindIndex(d => d == c.Key.Dimension)).ThenBy(c => c.Key.Category, StringComparer.Ordinal)
                .Select(c => Sum(indicator, [.. c.Where(r => r.Value is not null)]) is var sum
                    ? new RollUpCell(c.Key.Dimension, c.Key.Category, sum.Value, sum.Of, sum.Shown, c.Count(r => r.Value is null)) : default).ToItems());
    }

    private static (decimal? Value, decimal? Of, decimal? Shown) Sum(Indicator indicator, List<ResultRow> told)
    {
        if (told.Count == 0)
            return default;
        var value = ResultsOfEngagement.Number(told.Sum(r => r.Value))!.Value;
        var of = indicator.Measure == Measure.Number ? null : ResultsOfEngagement.Number(told.Sum(r => r.Of));
        return (value, of, ResultsReached.Shown(indicator.Measure, value, of));
    }
}
