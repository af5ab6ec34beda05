namespace TA.Engagements;

/// <summary>What was reached of an indicator in a calendar year, as it stands inside the engagement.</summary>
/// <param name="Year">The year.</param>
/// <param name="Value">A count; for a share how many; for a mean the sum over all people.</param>
/// <param name="Of">For a share out of how many, for a mean of how many people; null for a count.</param>
/// <param name="Cells">The same broken down. Where people are counted, the cells of one dimension add up to the whole.</param>
/// <param name="FromWork">It follows from the work; else it was entered.</param>
/// <param name="Source">Where an entered number is from.</param>
public sealed record Reached(int Year, decimal Value, decimal? Of, Items<ReachedCell> Cells, bool FromWork, string? Source = null);

/// <summary>A part of what was reached.</summary>
public readonly record struct ReachedCell(string Dimension, string Category, decimal Value, decimal? Of = null);

/// <summary>What an engagement has reached.</summary>
public static class ResultsReached
{
    /// <summary>What was reached of an indicator, by year, as the record stands: what follows from the work, and what was entered for years in which the work says nothing.</summary>
    public static IReadOnlyList<Reached> Of(Engagement engagement, Indicator indicator)
    {
        var fromWork = WorkSources.Of(engagement, indicator);
        if (engagement.Results.Find(indicator.Code) is not { IsDropped: false, Entered.Count: > 0 } chosen)
            return fromWork;
        var years = fromWork.Select(r => r.Year).ToHashSet();
        return [.. fromWork.Concat(chosen.Entered.Where(a => !years.Contains(a.Year)).Select(a => FromEntered(indicator, a))).OrderBy(r => r.Year)];
    }

    /// <summary>What was reached by a day: years to come, of which the work can tell already that an agreement will have lapsed or a mandate will be in force, are left out.</summary>
    public static IReadOnlyList<Reached> Of(Engagement engagement, Indicator indicator, DateOnly day) => [.. Of(engagement, indicator).Where(r => r.Year <= day.Year)];

    /// <summary>The value people read: a count, a percentage, a mean; null where it is out of nothing.</summary>
    public static decimal? Shown(Measure measure, decimal value, decimal? of) => measure switch
    {
        Measure.Number => value,
        _ when of is null or 0 => null,
        Measure.Share => Math.Round(100 * value / of.Value, 1),
        _ => Math.Round(value / of.Value, 1),
    };

    /// <summary>What several years come to: their sum, or the newest where a number says how things stand at the end of a year. Null without any.</summary>
    public static Reached? ToDate(Indicator indicator, IReadOnlyList<Reached> years) =>
        years.Count == 0 ? null
        : !indicator.Adds ? years[^1]
        : new(years[^1].Year, years.Sum(y => y.Value), years.Any(y => y.Of is not null) ? years.Sum(y => y.Of) : null,
            years.SelectMany(y => y.Cells).GroupBy(c => (c.Dimension, c.Category))
                .Select(g => new ReachedCell(g.Key.Dimension, g.Key.Category, g.Sum(c => c.Value), g.Any(c => c.Of is not null) ? g.Sum(c => c.Of) : null)).ToItems(),
            years.All(y => y.FromWork));

    private static Reached FromEntered(Indicator indicator, EnteredActual entered) => new(
        entered.Year, indicator.Measure == Measure.Mean ? entered.Value * entered.Of!.Value : entered.Value, entered.Of,
        entered.Cells.Select(c => new ReachedCell(c.Dimension, c.Category, c.Value, c.Of)).ToItems(), FromWork: false, entered.Source);
}

/// <summary>Adds up what the work says, by year and category.</summary>
internal sealed class Tally(Indicator indicator)
{
    private readonly SortedDictionary<int, (decimal Value, decimal? Of)> _years = [];
    private readonly SortedDictionary<(int Year, int Dimension, string Category), (decimal Value, decimal? Of)> _cells = [];

    /// <summary>Adds to a year. Dimensions of the indicator that are not named count as not stated.</summary>
    public void Add(int year, decimal value, decimal? of = null, params ReadOnlySpan<(string Dimension, string Category)> cells)
    {
        Put(_years, year, value, of);
        for (var at = 0; at < indicator.Dimensions.Count; at++)
        {
            var category = Indicators.NotStated;
            foreach (var cell in cells)
                if (cell.Dimension == indicator.Dimensions[at])
                    category = cell.Category;
            Put(_cells, (year, at, category), value, of);
        }
    }

    /// <summary>Adds to one cell of a year, and not to its total: for dimensions whose parts are told one by one.</summary>
    public void AddCell(int year, string dimension, string category, decimal value, decimal? of = null) =>
        Put(_cells, (year, indicator.Dimensions.FindIndex(d => d == dimension), category), value, of);

    /// <summary>Adds to a year's total alone.</summary>
    public void AddTotal(int year, decimal value, decimal? of = null) => Put(_years, year, value, of);

    /// <summary>All years in order.</summary>
    public IReadOnlyList<Reached> ToList() =>
        [.. _years.Select(y => new Reached(
            y.Key, y.Value.Value, y.Value.Of,
            _cells.Where(c => c.Key.Year == y.Key).Select(c => new ReachedCell(indicator.Dimensions[c.Key.Dimension], c.Key.Category, c.Value.Value, c.Value.Of)).ToItems(),
            FromWork: true))];

    private static void Put<TKey>(SortedDictionary<TKey, (decimal Value, decimal? Of)> sums, TKey key, decimal value, decimal? of) where TKey : notnull
    {
        var before = sums.GetValueOrDefault(key);
        sums[key] = (before.Value + value, before.Of is null ? of : before.Of + (of ?? 0));
    }
}
