using CsCheck;

namespace TA.Engagements.Tests;

/// <summary>
/// An attacker has everything that is published: of several engagements and years the totals and both breakdowns, and the sums by engagement, by year and over all. The attacker writes down every published
/// number as an equation over the unknown cells and solves the system; knows that no count is negative; and knows of a category that is named that it is there. What such an attacker is not taken to know
/// stands in docs/decisions/0016-what-small-cells-keep.md.
/// </summary>
public sealed class SmallCellsProperties
{
    private static readonly Indicator Trained = Indicators.Find("TRN-1")!;
    private static readonly Indicator Applying = Indicators.Find("TRN-5")!;
    private static readonly string[] Institutions = ["police", "border", "prosecution", "judiciary"];

    /// <summary>Attendance of a session: sex × institution, many of them small.</summary>
    private static readonly Gen<int[]> Crossed = Gen.OneOf(Gen.Int[0, 3], Gen.Int[0, 9], Gen.Int[0, 60]).Array[8];

    private static Reached Table(int[] crossed) => new(2026, crossed.Sum(), null,
    [
        .. Cells("sex", ["women", "men"], i => crossed.Where((_, at) => at % 2 == i).Sum()),
        .. Cells("institution", Institutions, i => crossed[2 * i] + crossed[(2 * i) + 1]),
    ], true);

    private static IEnumerable<ReachedCell> Cells(string dimension, string[] categories, Func<int, int> count) =>
        categories.Select((category, at) => new ReachedCell(dimension, category, count(at)));

    [Fact]
    public void No_withheld_number_follows_from_the_published_ones_of_all_engagements_and_years_by_linear_algebra() =>
        Crossed.Array[1, 3].Array[1, 4].Sample(engagements =>
        {
            // Each year of each engagement has its crossed cells for unknowns.
            var tables = engagements.SelectMany((years, engagement) => years.Select((crossed, year) => (Engagement: engagement, Table: Table(crossed) with { Year = 2024 + year }))).ToList();
            var published = tables.ConvertAll(t => SmallCells.Publish(Trained, t.Table));
            var system = new LinearSystem(tables.Count * 8);
            for (var at = 0; at < tables.Count; at++)
            {
                if (!published[at].IsWithheld)
                    system.Know(Unknowns(at, _ => true));
                foreach (var cell in published[at].Cells.Where(c => !c.IsWithheld))
                    system.Know(Unknowns(at, Fits(cell)));
            }

            // Sums by engagement, by year and over all, of the whole and of each part, as they are rolled up.
            foreach (var group in Groups(tables.Count, at => tables[at].Engagement).Concat(Groups(tables.Count, at => tables[at].Table.Year)).Append([.. Enumerable.Range(0, tables.Count)]))
            {
                system.Know(group.Where(at => !published[at].IsWithheld).SelectMany(at => Unknowns(at, _ => true)));
                foreach (var part in group.SelectMany(at => published[at].Cells).Where(c => !c.IsWithheld).DistinctBy(c => (c.Dimension, c.Category)))
                    system.Know(group.Where(at => published[at].Cells.Any(c => !c.IsWithheld && (c.Dimension, c.Category) == (part.Dimension, part.Category))).SelectMany(at => Unknowns(at, Fits(part))));
            }

            for (var at = 0; at < tables.Count; at++)
            {
                if (published[at].IsWithheld)
                    Assert.False(system.Determines(Unknowns(at, _ => true)), "A total that is withheld can be worked out.");
                foreach (var cell in published[at].Cells.Where(c => c.IsWithheld && c.Category != ""))
                    Assert.False(system.Determines(Unknowns(at, Fits(cell))), $"{cell} of {tables[at]} can be worked out of {published[at]}.");
            }
        }, iter: 1_000);

    [Fact]
    public void Every_withheld_cell_can_still_be_anything_from_one_to_five() =>
        Gen.OneOf(Gen.Int[0, 2], Gen.Int[0, 8]).Array[2, 5].Sample(counts =>
        {
            var published = SmallCells.Publish(Trained, new(2026, counts.Sum(), null, [.. Cells("institution", [.. Institutions, "other"], i => i < counts.Length ? counts[i] : 0).Take(counts.Length)], true));
            var withheld = published.Cells.Where(c => c.IsWithheld).ToList();
            if (published.IsWithheld || withheld.Count == 0 || withheld[0].Category == "")
                return;
            // The attacker tries every way to fill the withheld cells; a cell that is named may be known to be at least 1.
            var left = (int)(published.Value!.Value - published.Cells.Where(c => !c.IsWithheld).Sum(c => c.Value!.Value));
            var possible = Ways(withheld.Count, left, least: 1).ToList();
            for (var at = 0; at < withheld.Count; at++)
            {
                var values = possible.Select(way => way[at]).ToHashSet();
                Assert.Superset(Enumerable.Range(1, 5).ToHashSet(), values);
            }
        }, iter: 2_000);

    [Fact]
    public void Of_a_share_either_side_of_a_withheld_cell_can_still_be_anything_from_one_to_five() =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 9]).Array[2, 4].Sample(counts =>
        {
            var cells = counts.Select((c, at) => new ReachedCell("institution", Institutions[at], c.Item1, c.Item1 + c.Item2)).ToItems();
            var published = SmallCells.Publish(Applying, new(2026, cells.Sum(c => c.Value), cells.Sum(c => c.Of), cells, true));
            var withheld = published.Cells.Where(c => c.IsWithheld).ToList();
            if (published.IsWithheld || withheld.Count == 0 || withheld[0].Category == "")
                return;
            // The attacker takes what is told from the total, on either side, and tries every way to fill the withheld cells. A side that is nought in all is nought in every cell, which the total says.
            var told = published.Cells.Where(c => !c.IsWithheld).ToList();
            foreach (var left in new[]
            {
                published.Value!.Value == 0 ? (int?)null : (int)(published.Value.Value - told.Sum(c => c.Value!.Value)),
                published.Of!.Value == published.Value.Value ? null : (int)(published.Of.Value - published.Value.Value - told.Sum(c => c.Of!.Value - c.Value!.Value)),
            }.OfType<int>())
            {
                var possible = Ways(withheld.Count, left, least: 1).ToList();
                for (var at = 0; at < withheld.Count; at++)
                    Assert.Superset(Enumerable.Range(1, 5).ToHashSet(), possible.Select(way => way[at]).ToHashSet());
            }
        }, iter: 2_000);

    [Fact]
    public void Nothing_below_five_is_told_but_nought() =>
        Crossed.Sample(crossed =>
        {
            var published = SmallCells.Publish(Trained, Table(crossed));
            Assert.False(published.Value is > 0 and < 5);
            Assert.All(published.Cells, c => Assert.False(c.Value is > 0 and < 5));
        }, iter: 2_000);

    private static IEnumerable<List<int>> Groups(int count, Func<int, int> by) => Enumerable.Range(0, count).GroupBy(by).Select(g => g.ToList());

    private static IEnumerable<int> Unknowns(int engagement, Func<int, bool> fits) => Enumerable.Range(0, 8).Where(fits).Select(at => (engagement * 8) + at);

    private static Func<int, bool> Fits(PublishedCell cell) => cell.Category switch
    {
        "women" => at => at % 2 == 0,
        "men" => at => at % 2 == 1,
        Indicators.NotStated => _ => false,
        var institution => at => at / 2 == Array.IndexOf(Institutions, institution),
    };

    private static IEnumerable<int[]> Ways(int cells, int sum, int least)
    {
        if (cells == 1)
        {
            if (sum >= least)
                yield return [sum];
            yield break;
        }

        for (var first = least; first <= sum; first++)
            foreach (var rest in Ways(cells - 1, sum - first, least))
                yield return [first, .. rest];
    }

    /// <summary>What somebody knows who knows some sums of unknowns: everything in the row space of the matrix.</summary>
    private sealed class LinearSystem(int unknowns)
    {
        private readonly List<double[]> _rows = [];

        public void Know(IEnumerable<int> summed)
        {
            var row = Reduced(summed);
            if (Pivot(row) is not { } pivot)
                return;
            var by = row[pivot];
            _rows.Add([.. row.Select(x => x / by)]);
        }

        public bool Determines(IEnumerable<int> summed) => Pivot(Reduced(summed)) is null;

        private double[] Reduced(IEnumerable<int> summed)
        {
            var row = new double[unknowns];
            foreach (var at in summed)
                row[at] += 1;
            foreach (var known in _rows)
                if (Pivot(known) is { } pivot && Math.Abs(row[pivot]) > 1e-9)
                {
                    var by = row[pivot];
                    for (var at = 0; at < unknowns; at++)
                        row[at] -= by * known[at];
                }

            return row;
        }

        private static int? Pivot(double[] row) => Array.FindIndex(row, x => Math.Abs(x) > 1e-9) is >= 0 and var at ? at : null;
    }
}
