using System.Globalization;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using TA.Casework.Grains;
using TA.Casework.Portfolio;
using TA.Engagements;
using Xunit;

namespace TA.Casework.Tests.Portfolio;

/// <summary>The portfolio as of a day is that of a replay of all histories to the end of the day.</summary>
public abstract class AsOfTests(On database) : PortfolioTests(database)
{
    private static readonly Gen<(RandomHistory[] Histories, int[] Choices)> Work = Gen.Select(RandomHistory.Several(4), Gen.Int[0, 999].Array[40]);

    [Fact]
    public async Task The_rows_as_of_each_day_are_those_of_a_replay_to_its_end() => await Work.SampleAsync(
        async work =>
        {
            await using var portfolio = await Open();
            await Live(portfolio, work.Histories, work.Choices);
            await using var replayed = await Open();
            foreach (var day in Days(work.Histories, work.Choices))
            {
                await Replay(replayed, work.Histories, day);
                await using var asOf = await portfolio.Db(day);
                await using var today = await replayed.Db();
                Assert.Equal(await Rows(today), await Rows(asOf));
            }
        },
        iter: 10, threads: 1);

    /// <summary>The day before all, the last, one after, and some others.</summary>
    private static IEnumerable<DateOnly> Days(RandomHistory[] histories, int[] choices)
    {
        var (first, last) = (RandomHistory.FirstDay.AddDays(-1), histories.Max(h => h.LastDay));
        return choices.Take(3).Select(c => first.AddDays(c % (last.DayNumber - first.DayNumber))).Append(first).Append(last).Append(last.AddDays(1)).Distinct();
    }

    /// <summary>Takes what happens into a portfolio as it may come: late, in batches, with versions left out, by a sweep, from the beginning.</summary>
    private static async Task Live(PortfolioAtHand portfolio, RandomHistory[] histories, int[] choices)
    {
        var step = 0;
        int Choice() => choices[step++ % choices.Length];
        foreach (var history in histories)
            portfolio.Stored.Sealed[history.Reference] = history.Newest.Tail.ToList();
        foreach (var record in histories.SelectMany(h => h.Records).OrderBy(r => r.Tail[^1].At))
        {
            var kept = RandomHistory.WithTail(record, Choice() % 10);
            portfolio.Stored.Put(kept);
            switch (Choice() % 10)
            {
                case 0:
                    await portfolio.Sweep.Run();
                    break;
                case 1:
                    await portfolio.Sweep.Rebuild();
                    break;
                case < 6:
                    await portfolio.Write(kept);
                    break;
            }
        }

        await portfolio.Sweep.Run();
    }

    /// <summary>Makes a portfolio of the histories as they were at the end of a day.</summary>
    private static async Task Replay(PortfolioAtHand portfolio, RandomHistory[] histories, DateOnly day)
    {
        await portfolio.Store.Reset(default);
        await portfolio.Write([.. histories.Select(h => h.On(day)).OfType<EngagementRecord>()]);
    }

    private static readonly string[] Beside =
    [
        nameof(DatedRow.Since), nameof(DatedRow.Until), nameof(EngagementRow.Sequence), nameof(EngagementRow.Tag), nameof(EngagementRow.Head), nameof(EngagementRow.RepeatsOn), nameof(EngagementRow.ImportedRow),
    ];

    private static async Task<List<string>> Rows(PortfolioDb db) =>
    [
        .. await Rows(db.Engagements), .. await Rows(db.Organizations), .. await Rows(db.Officers), .. await Rows(db.Tasks), .. await Rows(db.Contributions), .. await Rows(db.Programmes),
        .. await Rows(db.Coverage), .. await Rows(db.Results), .. await Rows(db.Balances),
    ];

    private static async Task<IEnumerable<string>> Rows<TRow>(IQueryable<TRow> rows) where TRow : DatedRow
    {
        var columns = typeof(TRow).GetProperties().Where(p => (p.PropertyType.IsValueType || p.PropertyType == typeof(string)) && !Beside.Contains(p.Name)).ToList();
        return (await rows.ToListAsync()).Select(row => $"{typeof(TRow).Name} {string.Join(" | ", columns.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Name}={c.GetValue(row)}")))}")
            .Order(StringComparer.Ordinal);
    }
}
