using System.Globalization;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using TA.Engagements;

namespace TA.Casework.Portfolio;

/// <summary>What the portfolio is sorted by.</summary>
public enum PortfolioSort
{
    /// <summary>The earliest last day of an open task; engagements without one come last.</summary>
    NextDue,

    /// <summary>The time of the newest change.</summary>
    Changed,

    /// <summary>The reference.</summary>
    Reference,

    /// <summary>The Member State's English name.</summary>
    MemberState,

    /// <summary>The title.</summary>
    Title,

    /// <summary>The state, in the order of an engagement's life.</summary>
    State,

    /// <summary>The health on the day, worst last; engagements without health come first.</summary>
    Health,
}

/// <summary>A sort with its direction. Equal ones stand by reference, in the same direction.</summary>
public readonly record struct PortfolioOrder(PortfolioSort By = PortfolioSort.NextDue, bool Descending = false)
{
    /// <summary>The order that the person may have: dates and health tell of the whole plan, which partners do not see.</summary>
    internal PortfolioOrder For(Actor actor) =>
        By is PortfolioSort.NextDue or PortfolioSort.Health && !Permissions.SeesAll(actor) ? new(PortfolioSort.Reference, Descending) : this;

    /// <summary>The rows in order, those behind the keys of a cursor only; null when the keys are none of this order. Of several queries the rows of the first come first.</summary>
    internal IReadOnlyList<IQueryable<EngagementRow>>? Apply(IQueryable<EngagementRow> rows, string[]? after, DateOnly day)
    {
        switch (By)
        {
            case PortfolioSort.NextDue:
                var due = DateOnly.MinValue;
                return after is null || DateOnly.TryParseExact(after[0], "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out due)
                    ? Apply(rows, e => e.NextDue, () => due, after) : null;
            case PortfolioSort.Changed:
                var ticks = 0L;
                return after is null || long.TryParse(after[0], NumberStyles.None, CultureInfo.InvariantCulture, out ticks)
                    ? Apply(rows, e => e.ChangedAt, () => ticks, after) : null;
            case PortfolioSort.State or PortfolioSort.Health:
                var number = 0;
                return after is null || int.TryParse(after[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number)
                    ? Apply(rows, By == PortfolioSort.State ? e => (int)e.State : Facets.HealthOn(day), () => number, after) : null;
        }

        var text = after?[0] ?? "";
        return By switch
        {
            PortfolioSort.MemberState => Apply(rows, e => e.MemberStateOrder, () => text, after),
            PortfolioSort.Title => Apply(rows, e => e.TitleOrder, () => text, after),
            _ => Apply(rows, e => e.Reference, () => text, after),
        };
    }

    /// <summary>The key by which a row stands, as a cursor keeps it.</summary>
    internal string Key(EngagementRow row, DateOnly day) => By switch
    {
        PortfolioSort.NextDue => row.NextDue.ToString("O", CultureInfo.InvariantCulture),
        PortfolioSort.Changed => row.ChangedAt.ToString(CultureInfo.InvariantCulture),
        PortfolioSort.State => ((int)row.State).ToString(CultureInfo.InvariantCulture),
        PortfolioSort.Health => ((int?)PortfolioRow.HealthOn(row, day) ?? -1).ToString(CultureInfo.InvariantCulture),
        PortfolioSort.MemberState => row.MemberStateOrder,
        PortfolioSort.Title => row.TitleOrder,
        _ => row.Reference,
    };

    /// <summary>The first rows of queries that follow one another.</summary>
    internal static async Task<List<EngagementRow>> Take(IReadOnlyList<IQueryable<EngagementRow>> queries, int most, CancellationToken cancellation)
    {
        var rows = new List<EngagementRow>(most);
        foreach (var query in queries)
            if (rows.Count < most)
                rows.AddRange(await query.Take(most - rows.Count).ToListAsync(cancellation));
        return rows;
    }

    /// <summary>What stands behind a row is asked for in two queries: with the same key, and with a later one. Each finds its place in an index at once, which "either, or" does not.</summary>
    private IReadOnlyList<IQueryable<EngagementRow>> Apply<TKey>(IQueryable<EngagementRow> rows, Expression<Func<EngagementRow, TKey>> key, Expression<Func<TKey>> last, string[]? after)
    {
        var descending = Descending;
        if (after is not [_, var reference])
            return [Ordered(rows)];
        var later = Expressions.Behind<EngagementRow, string>(e => e.Reference, () => reference, descending);
        return By == PortfolioSort.Reference
            ? [Ordered(rows.Where(later))]
            : [Ordered(rows.Where(Expressions.At(key, last)).Where(later)), Ordered(rows.Where(Expressions.Behind(key, last, descending)))];

        IQueryable<EngagementRow> Ordered(IQueryable<EngagementRow> some) =>
            descending ? some.OrderByDescending(key).ThenByDescending(e => e.Reference) : some.OrderBy(key).ThenBy(e => e.Reference);
    }
}
