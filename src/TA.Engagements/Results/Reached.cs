using System.Text.Json.Serialization;

namespace TA.Engagements;

/// <summary>What was reached of an indicator in a calendar year, as it stands inside the engagement.</summary>
/// <param name="Year">The year.</param>
/// <param name="Value">A count; for a share how many; for a mean the sum over all people.</param>
/// <param name="Of">For a share out of how many, for a mean of how many people; null for a count.</param>
/// <param name="Cells">The same broken down. Where people are counted, the cells of one dimension add up to the whole.</param>
/// <param name="FromWork">It follows from the work; else it was entered.</param>
/// <param name="Source">Where an entered number is from.</param>
public sealed record Reached(int Year, decimal Value, decimal? Of, Items<ReachedCell> Cells, bool FromWork, string? Source = null)
{
    /// <summary>The first day on which it stands so: the first of the year, or the day on which time alone turns it.</summary>
    [JsonIgnore]
    public DateOnly From { get; init; } = new(Year, 1, 1);

    /// <summary>The day on which another number takes its place; <see cref="DateOnly.MaxValue"/> when none does.</summary>
    [JsonIgnore]
    public DateOnly Until { get; init; } = DateOnly.MaxValue;
}

/// <summary>A part of what was reached.</summary>
public readonly record struct ReachedCell(string Dimension, string Category, decimal Value, decimal? Of = null);

/// <summary>What an engagement has reached.</summary>
public static class ResultsReached
{
    /// <summary>
    /// What was reached of an indicator, by year, as the record stands: what follows from the work, and what was entered for years in which the work says nothing. A year in which time alone turns the number,
    /// because an agreement lapses or a mandate comes into force, stands several times, with the days between which it is so.
    /// </summary>
    public static IReadOnlyList<Reached> Of(Engagement engagement, Indicator indicator)
    {
        var fromWork = WorkSources.Of(engagement, indicator);
        if (engagement.Results.Find(indicator.Code) is not { IsDropped: false, Entered.Count: > 0 } chosen)
            return fromWork;
        var years = fromWork.Select(r => r.Year).ToHashSet();
        return [.. fromWork.Concat(chosen.Entered.Where(a => !years.Contains(a.Year)).Select(a => FromEntered(indicator, a))).OrderBy(r => r.Year)];
    }

    /// <summary>What was reached by a day, each year once. What the record already tells of later days is left out.</summary>
    public static IReadOnlyList<Reached> Of(Engagement engagement, Indicator indicator, DateOnly day) => [.. Of(engagement, indicator).Where(r => r.From <= day && day < r.Until)];

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
    private readonly SortedDictionary<(DateOnly From, DateOnly Until), (decimal Value, decimal? Of)> _times = [];
    private readonly SortedDictionary<((DateOnly From, DateOnly Until) Time, int Dimension, string Category), (decimal Value, decimal? Of)> _cells = [];

    /// <summary>Adds to a year. Dimensions of the indicator that are not named count as not stated.</summary>
    public void Add(int year, decimal value, decimal? of = null, params ReadOnlySpan<(string Dimension, string Category)> cells) => Add(Whole(year), value, of, cells);

    private void Add((DateOnly From, DateOnly Until) time, decimal value, decimal? of, ReadOnlySpan<(string Dimension, string Category)> cells)
    {
        Put(_times, time, value, of);
        for (var at = 0; at < indicator.Dimensions.Count; at++)
        {
            var category = Indicators.NotStated;
            foreach (var cell in cells)
                if (cell.Dimension == indicator.Dimensions[at])
                    category = cell.Category;
            Put(_cells, (time, at, category), value, of);
        }
    }

    /// <summary>
    /// Adds how many things stand so on a day, for each year in which that turns: from each turning day to the next one in the year, and after the year as it stood at its end. Before the first turning day nothing is told.
    /// </summary>
    /// <param name="turning">The days on which it turns, in any order.</param>
    /// <param name="standing">The things that stand so on a day, each as its category of the only dimension; any text where the indicator has none.</param>
    public void AddStanding(IEnumerable<DateOnly> turning, Func<DateOnly, IEnumerable<string>> standing)
    {
        var days = turning.Distinct().Order().ToList();
        foreach (var year in days.GroupBy(d => d.Year))
        {
            var starts = year.Prepend(new(year.Key, 1, 1)).Where(d => d >= days[0]).Distinct().ToList();
            for (var at = 0; at < starts.Count; at++)
            {
                var time = (starts[at], at + 1 < starts.Count ? starts[at + 1] : DateOnly.MaxValue);
                Put(_times, time, 0, null);
                foreach (var category in standing(starts[at]))
                    Add(time, 1, null, indicator.Dimensions.Count == 0 ? [] : [(indicator.Dimensions[0], category)]);
            }
        }
    }

    /// <summary>Adds to one cell of a year, and not to its total: for dimensions whose parts are told one by one.</summary>
    public void AddCell(int year, string dimension, string category, decimal value, decimal? of = null) =>
        Put(_cells, (Whole(year), indicator.Dimensions.FindIndex(d => d == dimension), category), value, of);

    /// <summary>Adds to a year's total alone.</summary>
    public void AddTotal(int year, decimal value, decimal? of = null) => Put(_times, Whole(year), value, of);

    /// <summary>All years in order.</summary>
    public IReadOnlyList<Reached> ToList() =>
        [.. _times.Select(t => new Reached(
            t.Key.From.Year, t.Value.Value, t.Value.Of,
            _cells.Where(c => c.Key.Time == t.Key).Select(c => new ReachedCell(indicator.Dimensions[c.Key.Dimension], c.Key.Category, c.Value.Value, c.Value.Of)).ToItems(),
            FromWork: true) { From = t.Key.From, Until = t.Key.Until })];

    private static (DateOnly From, DateOnly Until) Whole(int year) => (new(year, 1, 1), DateOnly.MaxValue);

    private static void Put<TKey>(SortedDictionary<TKey, (decimal Value, decimal? Of)> sums, TKey key, decimal value, decimal? of) where TKey : notnull
    {
        var before = sums.GetValueOrDefault(key);
        sums[key] = (before.Value + value, before.Of is null ? of : before.Of + (of ?? 0));
    }
}
