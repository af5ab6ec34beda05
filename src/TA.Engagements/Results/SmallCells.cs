namespace TA.Engagements;

/// <summary>What of a number may leave the engagement.</summary>
/// <param name="Year">The calendar year.</param>
/// <param name="Value">The number; null when it is withheld.</param>
/// <param name="Of">Out of how many; null for a count, and when it is withheld.</param>
/// <param name="Cells">The breakdowns. A cell with an empty category stands for a breakdown that is withheld as a whole.</param>
/// <param name="FromWork">It follows from the work.</param>
public sealed record Published(int Year, decimal? Value, decimal? Of, Items<PublishedCell> Cells, bool FromWork)
{
    /// <summary>The number is too small to be told.</summary>
    public bool IsWithheld => Value is null;
}

/// <summary>A part of a number as it may leave the engagement; without value when it is withheld.</summary>
public readonly record struct PublishedCell(string Dimension, string Category, decimal? Value, decimal? Of = null)
{
    /// <summary>The number is too small to be told, or would give another one away.</summary>
    public bool IsWithheld => Value is null;
}

/// <summary>
/// Small cells are withheld wherever numbers of people leave the engagement, so that nobody can be recognized.
/// <list type="bullet">
/// <item>A count of people from 1 to 4 is withheld; of a share both the count and the rest are looked at, of a mean the number of people. Nothing is said below a total that is withheld.</item>
/// <item>A breakdown in which a cell is withheld withholds every cell below 5 in it, nought included, and then as many of the next smallest cells as are needed for what is left of the total to
/// leave room: each withheld cell could then still be anything from nothing or one to at least 5. Where no choice leaves that room the whole breakdown is withheld, with the names of its categories.</item>
/// <item>Breakdowns are told one dimension at a time, never crossed: two of them share nothing but the total, so neither tells more of the other.</item>
/// <item>Every number over several years or engagements adds up published numbers only, and says how many it had to leave out. What adds up published numbers tells nothing that they did
/// not tell before, whatever is grouped or filtered.</item>
/// </list>
/// </summary>
public static class SmallCells
{
    /// <summary>The smallest count of people that is told.</summary>
    public const int Least = 5;

    /// <summary>What of a number may leave the engagement.</summary>
    public static Published Publish(Indicator indicator, Reached reached)
    {
        if (!indicator.CountsPeople)
            return new(reached.Year, reached.Value, reached.Of, reached.Cells.Select(Told).ToItems(), reached.FromWork);
        if (Counts(indicator, reached.Value, reached.Of).Any(IsSmall))
            return new(reached.Year, null, null, [], reached.FromWork);
        return new(reached.Year, reached.Value, reached.Of, reached.Cells.GroupBy(c => c.Dimension).SelectMany(d => Breakdown(indicator, reached, [.. d])).ToItems(), reached.FromWork);
    }

    /// <summary>Whether a count is one of those that are withheld.</summary>
    public static bool IsSmall(decimal count) => count is > 0 and < Least;

    private static IEnumerable<PublishedCell> Breakdown(Indicator indicator, Reached total, List<ReachedCell> cells)
    {
        var dimension = cells[0].Dimension;
        AddRest(total, cells, dimension);
        if (!cells.Exists(c => Counts(indicator, c.Value, c.Of).Any(IsSmall)))
            return cells.Select(Told);
        var bySize = cells.OrderBy(c => c.Of ?? c.Value).ThenBy(c => c.Category, StringComparer.Ordinal).ToList();
        var withheld = bySize.Where(c => Counts(indicator, c.Value, c.Of).Any(n => n < Least)).ToList();
        // A side of the total that is nought says by itself that it is nought in every cell.
        var matters = Counts(indicator, total.Value, total.Of).Select(n => n > 0).ToArray();
        foreach (var next in bySize.Except(withheld).ToList())
        {
            if (LeavesRoom(indicator, withheld, matters))
                break;
            withheld.Add(next);
        }

        return LeavesRoom(indicator, withheld, matters)
            ? cells.Select(c => withheld.Contains(c) ? new(c.Dimension, c.Category, null) : Told(c))
            : [new PublishedCell(dimension, "", null)];
    }

    /// <summary>At least two, and what they add up to lets each be 5 although every other one may be known to be at least 1.</summary>
    private static bool LeavesRoom(Indicator indicator, List<ReachedCell> withheld, bool[] matters)
    {
        if (withheld.Count < 2)
            return false;
        var counts = withheld.ConvertAll(c => Counts(indicator, c.Value, c.Of).ToArray());
        for (var at = 0; at < matters.Length; at++)
            if (matters[at] && counts.Sum(c => c[at]) < Least + withheld.Count - 1)
                return false;
        return true;
    }

    /// <summary>The counts of people in a number.</summary>
    private static IEnumerable<decimal> Counts(Indicator indicator, decimal value, decimal? of) => indicator.Measure switch
    {
        Measure.Share => [value, (of ?? 0) - value],
        Measure.Mean => [of ?? 0],
        _ => [value],
    };

    private static PublishedCell Told(ReachedCell cell) => new(cell.Dimension, cell.Category, cell.Value, cell.Of);

    // What of the total is in no cell is a cell too: it could be worked out.
    private static void AddRest(Reached total, List<ReachedCell> cells, string dimension)
    {
        var (value, of) = (total.Value - cells.Sum(c => c.Value), total.Of - cells.Sum(c => c.Of ?? 0));
        if (value == 0 && of is null or 0)
            return;
        var at = cells.FindIndex(c => c.Category == Indicators.NotStated);
        var rest = at < 0 ? new(dimension, Indicators.NotStated, 0, of is null ? null : 0) : cells[at];
        rest = rest with { Value = rest.Value + value, Of = of is null ? null : (rest.Of ?? 0) + of };
        if (at < 0)
            cells.Add(rest);
        else
            cells[at] = rest;
    }
}
