using Microsoft.EntityFrameworkCore;
using TA.Casework.Portfolio;
using TA.Engagements;
using TA.TestKit;
using Xunit;

namespace TA.Casework.Tests.Portfolio;

public abstract class ProjectionTests(On database) : PortfolioTests(database)
{
    private static readonly DateOnly Today = PortfolioAtHand.Today;

    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    private static EngagementRecord Delivered => Seeded.Engagements(60, Today).First(r => r.Engagement!.State == EngagementState.Delivery);

    private static async Task<EngagementRow> Row(PortfolioAtHand portfolio, EngagementRecord record)
    {
        await using var db = await portfolio.Db();
        return await db.Engagements.SingleAsync(e => e.Reference == record.Engagement!.Reference.ToString());
    }

    [Fact]
    public async Task What_a_grain_offers_is_in_the_list_soon_after()
    {
        await using var portfolio = await Open();
        await using var running = await portfolio.Run<ProjectionWriter>();
        var record = Delivered;

        portfolio.Projection.Offer(record, "tag-1");

        Assert.True(await portfolio.Projection.WaitFor(record.Engagement!.Reference.ToString(), record.Version, Long));
        Assert.Equal("tag-1", (await Row(portfolio, record)).Tag);
        Assert.Empty(await portfolio.Get<PortfolioComparison>().Differences(record));
    }

    [Fact]
    public async Task A_change_makes_the_same_rows_as_writing_the_engagement_afresh()
    {
        await using var portfolio = await Open();
        var record = Delivered;
        await portfolio.Write(record);
        var tasks = record.Engagement!.Tasks.Where(t => t.IsOpen).ToList();

        var changed = record.Retitled("Another title")
            .After(new CancelTasks([tasks[0].Id], "Not needed"))
            .After(new AddParticipant(new(new("norway"), "Norway", ParticipationPart.Donor)))
            .After(new AmendEngagement(AmendmentReason.DonorChange, "Norway gives", new(2026, 2, 1), new() { Donors = [new(null, new(null, "Norway"), new(null, new Money(10, "NOK")))] }))
            .After(new HandOver(new(record.Engagement.LeadOfficer, new("officer-777"))));
        await portfolio.Write(changed);

        Assert.Empty(await portfolio.Get<PortfolioComparison>().Differences(changed));
        Assert.NotEmpty(await portfolio.Get<PortfolioComparison>().Differences(record));
    }

    [Fact]
    public async Task A_programme_with_two_contributions_of_one_identifier_has_rows_all_the_same()
    {
        await using var portfolio = await Open();
        var programme = Seeded.Programme(1) with { Contributions = [new(new Guid(1, 0, 0, new byte[8]), "Norway"), new(new Guid(1, 0, 0, new byte[8]), "Japan")] };

        await portfolio.Store.Write([Changes.Offer(programme)], default);

        await using var db = await portfolio.Db();
        Assert.Equal("Norway", (await db.Contributions.SingleAsync(c => c.Owner == programme.Id.Value)).Donor);
        Assert.Empty(await portfolio.Get<PortfolioComparison>().Differences(programme));
    }

    [Fact]
    public async Task An_older_state_that_comes_late_changes_nothing()
    {
        await using var portfolio = await Open();
        var old = Delivered;
        var young = old.Retitled("Newer");

        await portfolio.Store.Write([new EngagementOffer(young, "young")], default);
        await portfolio.Store.Write([new EngagementOffer(old, "old")], default);

        var row = await Row(portfolio, old);
        Assert.Equal(("Newer", young.Version, "young"), (row.Title, row.Version, row.Tag));
        Assert.Empty(await portfolio.Get<PortfolioComparison>().Differences(young));
    }

    [Fact]
    public async Task The_same_state_again_brings_only_the_tag_that_was_not_certain_before()
    {
        await using var portfolio = await Open();
        var record = Delivered;
        await portfolio.Store.Write([new EngagementOffer(record, null)], default);
        await portfolio.Execute("UPDATE portfolio_engagements SET \"HealthRemark\" = 'left alone'");

        await portfolio.Store.Write([new EngagementOffer(record, "certain")], default);
        await portfolio.Store.Write([new EngagementOffer(record, null)], default);

        var row = await Row(portfolio, record);
        Assert.Equal(("certain", "left alone"), (row.Tag, row.HealthRemark));
    }

    [Fact]
    public async Task A_newer_state_without_a_certain_tag_takes_the_older_tag_away_so_that_the_sweep_looks()
    {
        await using var portfolio = await Open();
        var record = Delivered;
        await portfolio.Store.Write([new EngagementOffer(record, "first")], default);

        await portfolio.Store.Write([new EngagementOffer(record.Retitled("Newer"), null)], default);

        Assert.Null((await Row(portfolio, record)).Tag);
    }

    [Fact]
    public async Task Of_many_offers_of_one_engagement_the_newest_is_written_in_whatever_order_they_come()
    {
        await using var portfolio = await Open();
        var versions = new List<EngagementRecord> { Delivered };
        for (var i = 0; i < 20; i++)
            versions.Add(versions[^1].Retitled($"Title {i}"));
        new Random(3).Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(versions));

        foreach (var record in versions)
            portfolio.Projection.Offer(record, null);
        Assert.Equal(1, portfolio.Projection.Waiting);
        await using var running = await portfolio.Run<ProjectionWriter>();

        Assert.True(await portfolio.Projection.WaitFor(versions[0].Engagement!.Reference.ToString(), versions.Max(v => v.Version), Long));
        Assert.Equal("Title 19", (await Row(portfolio, versions[0])).Title);
    }

    [Fact]
    public async Task What_could_not_be_written_is_written_once_that_is_possible_again()
    {
        await using var portfolio = await Open();
        await portfolio.Execute("ALTER TABLE portfolio_tasks RENAME TO elsewhere");
        await using var running = await portfolio.Run<ProjectionWriter>();
        var records = Seeded.Engagements(5, Today).ToList();

        foreach (var record in records)
            portfolio.Projection.Offer(record, null);
        Assert.False(await portfolio.Projection.WaitFor(records[0].Engagement!.Reference.ToString(), 1, TimeSpan.FromMilliseconds(700)));
        await portfolio.Execute("ALTER TABLE elsewhere RENAME TO portfolio_tasks");

        foreach (var record in records)
            Assert.True(await portfolio.Projection.WaitFor(record.Engagement!.Reference.ToString(), record.Version, Long));
    }

    [Fact]
    public async Task One_engagement_that_cannot_be_written_holds_up_no_other()
    {
        await using var portfolio = await Open();
        var records = Seeded.Engagements(5, Today).ToList();
        var bad = records[2].Engagement!.Reference.ToString();
        await portfolio.Execute(Database == On.Sqlite
            ? $"CREATE TRIGGER refuses BEFORE INSERT ON portfolio_engagements WHEN NEW.Reference = '{bad}' BEGIN SELECT RAISE(ABORT, 'refused'); END"
            : $"ALTER TABLE portfolio_engagements ADD CONSTRAINT refuses CHECK (\"Reference\" <> '{bad}')");
        foreach (var record in records)
            portfolio.Projection.Offer(record, null);

        await using var running = await portfolio.Run<ProjectionWriter>();

        foreach (var record in records.Where(r => r != records[2]))
            Assert.True(await portfolio.Projection.WaitFor(record.Engagement!.Reference.ToString(), record.Version, Long));
        Assert.False(await portfolio.Projection.WaitFor(bad, 1, TimeSpan.Zero));
        await portfolio.Execute(Database == On.Sqlite ? "DROP TRIGGER refuses" : "ALTER TABLE portfolio_engagements DROP CONSTRAINT refuses");
        Assert.True(await portfolio.Projection.WaitFor(bad, records[2].Version, Long));
    }

    [Fact]
    public async Task The_list_that_a_person_asks_for_after_a_change_shows_it()
    {
        await using var portfolio = await Open();
        await portfolio.Write(Delivered);
        var record = Delivered.Retitled("A moment ago");
        await portfolio.Write(record);
        await portfolio.List();
        var changed = record.Retitled("Just now");
        portfolio.Get<RecentWrites>().Note(Seeded.Manager.User, record.Engagement!.Reference.ToString(), changed.Version);

        var asked = portfolio.List();
        await Task.Delay(100);
        Assert.False(asked.IsCompleted);
        await portfolio.Write(changed);

        Assert.Equal("Just now", (await asked).Rows[0].Title);
    }

    [Fact]
    public async Task A_list_does_not_wait_longer_than_half_a_second_and_not_for_the_changes_of_others()
    {
        await using var portfolio = await Open();
        await portfolio.List();
        portfolio.Get<RecentWrites>().Note(Seeded.Manager.User, "KEN-2026-0001", 7);

        var watch = System.Diagnostics.Stopwatch.StartNew();
        await portfolio.List(actor: Seeded.Officer(1));
        Assert.InRange(watch.ElapsedMilliseconds, 0, 400);
        await portfolio.List();
        Assert.InRange(watch.ElapsedMilliseconds, 480, 3_000);
    }

    [Fact]
    public async Task Tables_of_another_number_are_made_anew_and_the_organizations_stay()
    {
        await using var portfolio = await Open();
        await portfolio.Write(Delivered);
        var added = await portfolio.Get<Casework.Organizations.OrganizationDirectory>().AddUnverified("A new organization");
        await portfolio.Execute(Database == On.Sqlite
            ? "UPDATE schema_numbers SET number = 999 WHERE name = 'portfolio'; CREATE TABLE portfolio_of_old (x INTEGER)"
            : $"ALTER SCHEMA {PortfolioSchema.OnServer} RENAME TO portfolio_3; UPDATE schema_numbers SET name = 'portfolio_3', number = 3 WHERE name = '{PortfolioSchema.OnServer}'; CREATE SCHEMA portfolio_2");

        await portfolio.Get<PortfolioSetup>().Prepare();

        Assert.Equal(0, (await portfolio.List()).Total);
        if (Database == On.PostgreSql)
        {
            // The release before this one goes on with its own; that of the one before is gone.
            Assert.Equal(1, await portfolio.Execute("UPDATE portfolio_3.portfolio_engagements SET \"Title\" = 'still written'"));
            await using var db = await portfolio.Db();
            Assert.Equal(
                new HashSet<string> { "portfolio_3", PortfolioSchema.OnServer },
                await db.Database.SqlQuery<string>($"SELECT nspname::text AS \"Value\" FROM pg_namespace WHERE nspname LIKE 'portfolio%'").ToHashSetAsync());
        }

        Assert.NotNull(await portfolio.Get<Casework.Organizations.OrganizationDirectory>().Find(added));
    }
}
