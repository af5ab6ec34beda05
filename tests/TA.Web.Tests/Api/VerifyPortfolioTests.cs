using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using System.Diagnostics;
using System.Text.Json;
using TA.Casework.Documents;
using TA.Casework.Portfolio;
using TA.Casework.Storage;
using TA.Casework.Verification;

namespace TA.Web.Tests.Api;

/// <summary>What the portfolio shows is held against the grains: nothing missing, nothing else, nothing too much. The site is stopped, so that its sweep does not mend what is broken here.</summary>
public sealed class VerifyPortfolioTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("ta-test-").FullName;

    public async Task InitializeAsync()
    {
        await using var site = await RunningSite.Start(folder: folder);
        using var officer = await site.WithToken(await site.Add(AccountRoles.Officer));
        await (await officer.Command("/api/engagements", ApiSite.Opening)).Is(HttpStatusCode.Created);
        await (await officer.Command("/api/programmes/P-GLOT59",
            """{"title":"Global programme","contributions":[{"id":"00000000-0000-0000-0000-000000000001","donor":"Japan","pledged":{"amount":5,"currency":"USD"}}]}""")).Is(HttpStatusCode.Created);
        for (var tries = 0; (await Verify()).Status != 0; tries++)
            Assert.True(tries < 10, "The portfolio did not catch up.");
    }

    public Task DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("UPDATE portfolio_programmes SET Title = 'Other'", "P-GLOT59: portfolio_programmes P-GLOT59: Title is 'Other', not 'Global programme'")]
    [InlineData("DELETE FROM portfolio_contributions; DELETE FROM portfolio_programmes", "P-GLOT59: portfolio_programmes P-GLOT59: missing")]
    [InlineData("UPDATE portfolio_contributions SET Owner = 'P-GONE'", "P-GONE: the portfolio has rows of it, but there is no such engagement or programme")]
    [InlineData("UPDATE portfolio_programmes SET Id = 'P-OTHER'", "P-OTHER: the portfolio has rows of it, but there is no such engagement or programme")]
    [InlineData("UPDATE portfolio_engagements SET Title = 'Other'", "Title is 'Other', not 'Support against trafficking in persons'")]
    [InlineData("UPDATE portfolio_tasks SET Organization = 'iom' WHERE Task = 'case.request.log'", "case.request.log: Organization is 'iom', not 'unodc'")]
    [InlineData("DELETE FROM portfolio_tasks WHERE Task = 'case.request.log'", "case.request.log: missing")]
    [InlineData("COPY portfolio_engagements Reference UGA-2026-0007", "UGA-2026-0007: the portfolio has rows of it, but there is no such engagement or programme")]
    public async Task A_portfolio_that_is_not_what_the_grains_say_is_named(string damage, string told)
    {
        Sql(damage);
        var (status, output, errors) = await Verify();
        Assert.True(status == 1, output + errors);
        Assert.Contains(told, output);
        Assert.Contains(" faults.", output);
    }

    [Fact]
    public async Task What_looks_wrong_is_looked_at_again_after_two_seconds_and_what_is_level_by_then_is_no_fault()
    {
        Sql("UPDATE portfolio_programmes SET Title = 'Other'");
        Assert.Equal("P-GLOT59", Assert.Single((await Look(() => { })).Faults).Key);
        var began = Stopwatch.StartNew();
        Assert.Empty((await Look(() => Sql("UPDATE portfolio_programmes SET Title = 'Global programme'"))).Faults);
        Assert.True(began.Elapsed > TimeSpan.FromSeconds(2), $"It took {began.Elapsed}.");

        Sql("COPY portfolio_engagements Reference UGA-2026-0007");
        Assert.Empty((await Look(() => Sql("DELETE FROM portfolio_engagements WHERE Reference = 'UGA-2026-0007'"))).Faults);

        async Task<VerificationReport> Look(Action afterTheFirst)
        {
            using var database = GrainDatabase.OpenReadOnly(folder);
            await using var services = new ServiceCollection().AddLogging()
                .AddPortfolio(SqlDatabase.OnSqlite(Path.Combine(folder, "app.db")), _ => throw new InvalidOperationException(), atWork: false).BuildServiceProvider();
            var looked = new Looked(afterTheFirst);
            return await new Verification(new SqliteEngagementCatalogue(database), new StoredGrains(database), new Dictionary<string, Head>(), services.GetRequiredService<PortfolioComparison>(), new FolderContents(Path.Combine(folder, "documents")), TimeSpan.FromSeconds(2))
                .Run(looked, default);
        }
    }

    /// <summary>Acts once the first look has come to the record behind the last that is in order.</summary>
    private sealed class Looked(Action act) : IProgress<int>
    {
        private bool acted;

        // A Member State, a programme, an engagement, and where there is one, a row too much.
        public void Report(int value)
        {
            if (value < 3 || acted)
                return;
            acted = true;
            act();
        }
    }

    [Fact]
    public async Task A_portfolio_of_another_release_is_told_in_one_line()
    {
        Sql("UPDATE schema_numbers SET number = 1 WHERE name = 'portfolio'; DROP TABLE portfolio_contributions");
        var (status, output, errors) = await Verify();
        Assert.Equal((2, ""), (status, output));
        Assert.Contains("portfolio_contributions", Assert.Single(errors.TrimEnd().Split('\n')));
    }

    [Fact]
    public async Task Beside_a_server_at_work_nothing_is_wrong()
    {
        await using var site = await RunningSite.Start(folder: folder);
        using var officer = await site.WithToken(await site.Add(AccountRoles.Officer));
        using var stop = new CancellationTokenSource();
        var changes = 0;
        var work = Task.Run(async () =>
        {
            var address = await Open();
            while (!stop.IsCancellationRequested)
            {
                await (await officer.Command($"{address}/comment-on-task", $$"""{"task":"case.request.log","text":"Remark {{++changes}}"}""")).Is(HttpStatusCode.OK);
                var before = changes % 10 == 1 ? "Support against trafficking in persons" : $"Title {changes - 1}";
                await (await officer.Command($"{address}/change-engagement", JsonSerializer.Serialize(new { edits = new { title = new { from = before, to = $"Title {changes}" } } }))).Is(HttpStatusCode.OK);
                if (changes % 10 == 0)
                    address = await Open();
            }
        });
        async Task<string> Open() => (await officer.Command("/api/engagements", ApiSite.Opening)).Headers.Location!.OriginalString;
        for (var look = 0; look < 3; look++)
        {
            var (status, output, errors) = await Verify();
            Assert.True(status == 0, $"After {changes} changes: {output}{errors}");
        }

        await stop.CancelAsync();
        await work;
        Assert.True(changes > 20, $"Only {changes} changes were made meanwhile.");
    }

    private Task<(int Status, string Output, string Errors)> Verify() => ProgramRun.ToItsEnd("verify", "--data", folder);

    /// <summary>Changes the portfolio by hand, past the product. COPY makes a row again under another key.</summary>
    private void Sql(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "app.db")};Pooling=false;Foreign Keys=false");
        connection.Open();
        if (sql.Split(' ') is ["COPY", var table, var column, var key])
        {
            var columns = new List<string>();
            using var names = connection.CreateCommand();
            names.CommandText = $"SELECT name FROM pragma_table_info('{table}')";
            using (var rows = names.ExecuteReader())
                while (rows.Read())
                    columns.Add(rows.GetString(0));
            sql = $"INSERT INTO {table} SELECT {string.Join(", ", columns.Select(c => c == column ? $"'{key}'" : $"\"{c}\""))} FROM {table}";
        }

        using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.NotEqual(0, command.ExecuteNonQuery());
    }
}
