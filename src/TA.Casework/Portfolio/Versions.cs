using System.Linq.Expressions;

namespace TA.Casework.Portfolio;

/// <summary>Goes through the days and finds which rows stand now, since when, and which stood before.</summary>
/// <param name="past">Versions that stand no longer are added here.</param>
internal sealed class Versions(List<DatedRow> past)
{
    /// <summary>The rows that stand now.</summary>
    /// <param name="known">The rows as they stood so far; they are not changed but for <see cref="DatedRow.Until"/>.</param>
    /// <param name="days">For each day the rows at its end, oldest first. A version of <paramref name="known"/> that began on that day or later never stood at the end of one.</param>
    /// <param name="key">What tells rows apart.</param>
    public List<TRow> Now<TRow, TKey>(IEnumerable<TRow> known, IEnumerable<(DateOnly Day, IReadOnlyList<TRow> Rows)> days, Func<TRow, TKey> key) where TRow : DatedRow where TKey : notnull
    {
        var standing = known.ToDictionary(key);
        foreach (var (day, rows) in days)
        {
            var next = new Dictionary<TKey, TRow>(rows.Count);
            foreach (var row in rows)
            {
                row.Since = day;
                if (standing.Remove(key(row), out var before))
                {
                    if (Same<TRow>.Are(before, row))
                        row.Since = before.Since;
                    else
                        End(before, day);
                }

                next.Add(key(row), row);
            }

            foreach (var gone in standing.Values)
                End(gone, day);
            standing = next;
        }

        return [.. standing.Values];
    }

    private void End(DatedRow row, DateOnly day)
    {
        if (row.Since >= day)
            return;
        row.Until = day;
        past.Add(row);
    }

    /// <summary>Whether two rows say the same; where they come from does not matter.</summary>
    private static class Same<TRow>
    {
        private static readonly string[] Beside = [nameof(DatedRow.Since), nameof(DatedRow.Until), nameof(EngagementRow.Sequence), nameof(EngagementRow.Tag)];

        public static readonly Func<TRow, TRow, bool> Are = Compiled();

        private static Func<TRow, TRow, bool> Compiled()
        {
            var (one, other) = (Expression.Parameter(typeof(TRow)), Expression.Parameter(typeof(TRow)));
            var columns = typeof(TRow).GetProperties().Where(p => (p.PropertyType.IsValueType || p.PropertyType == typeof(string)) && !Beside.Contains(p.Name));
            var equal = columns.Select(p => (Expression)Expression.Equal(Expression.Property(one, p), Expression.Property(other, p))).Aggregate(Expression.AndAlso);
            return Expression.Lambda<Func<TRow, TRow, bool>>(equal, one, other).Compile();
        }
    }
}
