using Microsoft.EntityFrameworkCore;
using TA.Casework.Portfolio;
using TA.Engagements;
using TA.TestKit;
using Xunit;

namespace TA.Casework.Tests.Portfolio;

public abstract class SweepTests(On database) : PortfolioTests(database)
{
    private static readonly DateOnly Today = PortfolioAtHand.Today;

    private async Task<PortfolioAtHand> Swept(int count)
    {
        var portfolio = await Open();
        foreach (var record in Seeded.Engagements(count, Today))
            portfolio.Stored.Put(record);
        for (var n = 0; n < 3; n++)
            portfolio.Stored.Programmes[$"P-SEED{n}"] = (Seeded.Programme(n), "t1");
        await portfolio.Sweep.Run();
        portfolio.Stored.KeysRead.Clear();
        return portfolio;
    }

    private static async Task AssertEqual(PortfolioAtHand portfolio)
    {
        var comparison = portfolio.Get<PortfolioComparison>();
        foreach (var (record, _) in portfolio.Stored.Engagements.Values)
            Assert.Empty(await comparison.Differences(record));
        foreach (var (programme, _) in portfolio.Stored.Programmes.Values)
            Assert.Empty(await comparison.Differences(programme));
        var keys = new List<string>();
        await foreach (var key in comparison.Keys())
            keys.Add(key);
        Assert.Equal(portfolio.Stored.Engagements.Keys.Concat(portfolio.Stored.Programmes.Keys).Order(StringComparer.Ordinal), keys);
    }

    [Fact]
    public async Task Everything_in_storage_comes_into_an_empty_portfolio()
    {
        await using var portfolio = await Swept(20);

        await AssertEqual(portfolio);
    }

    [Fact]
    public async Task The_portfolio_counts_as_filled_once_a_sweep_has_gone_through_everything()
    {
        await using var portfolio = await Open();
        var filling = portfolio.Get<PortfolioFilling>();
        foreach (var record in Seeded.Engagements(3, Today))
            portfolio.Stored.Put(record);
        Assert.False(await filling.IsDone(default));

        await portfolio.Sweep.Run();

        Assert.True(await filling.IsDone(default));
    }

    [Fact]
    public async Task Nothing_is_read_when_nothing_differs()
    {
        await using var portfolio = await Swept(20);

        Assert.Equal(default, await portfolio.Sweep.Run());
        Assert.Empty(portfolio.Stored.KeysRead);
    }

    [Fact]
    public async Task Missed_changed_and_removed_ones_are_found_and_nothing_else_is_read()
    {
        await using var portfolio = await Swept(20);
        var keys = portfolio.Stored.Engagements.Keys.ToList();
        var open = portfolio.Stored.Engagements.Values.First(e => !e.Record.Engagement!.State.IsEnded()).Record;
        portfolio.Stored.Put(Changes.Recorded("AFG-2026-0001", "Missed"));
        var changed = open.Retitled("Changed behind its back");
        portfolio.Stored.Put(changed);
        var removed = keys.First(k => k != open.Engagement!.Reference.ToString());
        portfolio.Stored.Engagements.Remove(removed);
        portfolio.Stored.Programmes.Remove("P-SEED1");
        portfolio.Stored.Programmes["P-SEED2"] = (Seeded.Programme(2) with { Version = 2, Title = "Renamed" }, "t2");

        var swept = await portfolio.Sweep.Run();

        Assert.Equal(new[] { "AFG-2026-0001", changed.Engagement!.Reference.ToString(), removed, "P-SEED1", "P-SEED2" }.Order(), portfolio.Stored.KeysRead.Order());
        Assert.Equal(new Swept(Read: 3, Removed: 2), swept);
        await AssertEqual(portfolio);
        await using var db = await portfolio.Db();
        Assert.False(await db.Tasks.AnyAsync(t => t.Reference == removed));
        Assert.False(await db.Contributions.AnyAsync(c => c.Owner == "P-SEED1"));
    }

    [Fact]
    public async Task A_row_without_a_certain_tag_is_looked_at_once_more_and_then_no_more()
    {
        await using var portfolio = await Swept(5);
        var record = portfolio.Stored.Engagements.Values.First(e => !e.Record.Engagement!.State.IsEnded()).Record.Retitled("Again");
        await portfolio.Write(record);
        portfolio.Stored.Put(record);

        Assert.Equal(new Swept(1, 0), await portfolio.Sweep.Run());
        Assert.Equal(default, await portfolio.Sweep.Run());
    }

    [Fact]
    public async Task After_an_older_backup_is_put_back_the_rows_say_what_storage_says()
    {
        await using var portfolio = await Swept(5);
        var before = portfolio.Stored.Engagements.Values.First(e => !e.Record.Engagement!.State.IsEnded()).Record;
        portfolio.Stored.Put(before.Retitled("Lost").Retitled("Lost too"), "later");
        await portfolio.Sweep.Run();

        portfolio.Stored.Put(before.Retitled("Another way"), "restored");
        await portfolio.Sweep.Run();

        await AssertEqual(portfolio);
    }

    [Fact]
    public async Task A_state_that_is_newer_than_what_the_sweep_has_just_read_stays()
    {
        await using var portfolio = await Swept(5);
        var stored = portfolio.Stored.Engagements.Values.First(e => !e.Record.Engagement!.State.IsEnded()).Record;
        var newer = stored.Retitled("Newer");
        await portfolio.Write(newer);

        // The sweep saw the row of the version before, and read that version.
        await portfolio.Store.Write([new EngagementOffer(stored, "old") { Replaces = stored.Version }], default);

        Assert.Empty(await portfolio.Get<PortfolioComparison>().Differences(newer));
    }

    [Fact]
    public async Task One_state_that_cannot_be_read_holds_up_no_other()
    {
        await using var portfolio = await Open();
        foreach (var record in Seeded.Engagements(8, Today))
            portfolio.Stored.Put(record);
        var bad = portfolio.Stored.Engagements.Keys.ElementAt(3);
        portfolio.Stored.Unreadable.Add(bad);

        Assert.Equal(new Swept(7, 0), await portfolio.Sweep.Run());
        portfolio.Stored.Unreadable.Clear();
        Assert.Equal(new Swept(1, 0), await portfolio.Sweep.Run());
        await AssertEqual(portfolio);
    }

    [Fact]
    public async Task A_rebuild_tells_how_far_it_is_and_ends_with_what_storage_says()
    {
        await using var portfolio = await Swept(70);
        await portfolio.Execute("UPDATE portfolio_engagements SET \"Title\" = 'damaged'; DELETE FROM portfolio_tasks");
        var told = new List<(int Done, int Total)>();

        await portfolio.Sweep.Rebuild(new Told(told));

        await AssertEqual(portfolio);
        Assert.Equal((73, 73), told[^1]);
        Assert.Equal(told.Order(), told);
    }

    [Fact]
    public async Task A_lease_is_had_by_one_at_a_time_and_runs_out()
    {
        var clock = new AheadClock();
        await using var portfolio = await Open(clock);
        var databases = portfolio.Get<IDbContextFactory<PortfolioDb>>();
        var one = new Leases(databases, clock);
        var other = new Leases(databases, clock);
        var length = TimeSpan.FromSeconds(25);

        Assert.True(await one.Take("sweep", length, default));
        Assert.False(await other.Take("sweep", length, default));
        Assert.True(await one.Take("sweep", length, default));
        clock.Ahead += TimeSpan.FromSeconds(26);
        Assert.True(await other.Take("sweep", length, default));
        Assert.False(await one.Take("sweep", length, default));
        await other.GiveBack("sweep");
        Assert.True(await one.Take("sweep", length, default));
    }

    [Fact]
    public async Task With_nobody_touching_anything_the_portfolio_equals_storage_soon_after_a_start()
    {
        await using var portfolio = await Open();
        foreach (var record in Seeded.Engagements(10, Today))
            portfolio.Stored.Put(record);

        await using var running = await portfolio.Run<SweepSchedule>();

        var (last, _) = portfolio.Stored.Engagements.Values.Last();
        Assert.True(await portfolio.Projection.WaitFor(last.Engagement!.Reference.ToString(), last.Version, TimeSpan.FromMinutes(1)));
        await AssertEqual(portfolio);
    }

    private sealed class Told(List<(int, int)> told) : IProgress<(int Done, int Total)>
    {
        public void Report((int Done, int Total) value) => told.Add(value);
    }

    private sealed class AheadClock : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
    }
}
