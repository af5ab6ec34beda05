using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Npgsql;
using TA.Casework.Storage;
using TA.Web.Health;
using TA.Web.Tests.Api;

namespace TA.Web.Tests.Health;

/// <summary>The addresses that say whether the site is well say what is so, for each part by itself.</summary>
public sealed class HealthTests
{
    [Fact]
    public async Task A_site_that_is_well_says_so_and_tells_its_parts_to_administrators_alone()
    {
        await using var site = await RunningSite.Start();
        using var nobody = site.Anonymous();
        using var officer = await site.SignedIn(await site.Add(AccountRoles.Officer | AccountRoles.Manager));
        using var administrator = await site.SignedIn(await site.Add(AccountRoles.Administrator));

        Assert.Equal("live", await nobody.GetStringAsync("/health/live"));
        Assert.Equal("ready", await nobody.GetStringAsync("/health/ready"));
        foreach (var person in new[] { nobody, officer })
            Assert.Equal("""{"status":"ready"}""", await person.GetStringAsync("/health"));
        var answer = await administrator.Json("/health");
        Assert.Equal("ready", answer.GetProperty("status").GetString());
        Assert.Equal(
            ["database healthy", "tables healthy", "grain-storage healthy", "silo healthy"],
            answer.GetProperty("parts").EnumerateArray().Select(p => $"{p.GetProperty("name").GetString()} {p.GetProperty("status").GetString()}"));
    }

    [Theory]
    [InlineData("database", "the file is gone")]
    [InlineData("tables", "not those of this release: run migrate")]
    [InlineData("grain-storage", "the file is gone")]
    [InlineData("silo", "the silo is Dead")]
    public async Task A_part_that_does_not_answer_makes_the_site_not_ready(string part, string why)
    {
        await using var site = await RunningSite.Start();
        using var nobody = site.Anonymous();
        Assert.Equal(HttpStatusCode.OK, (await nobody.GetAsync("/health/ready")).StatusCode);

        await Break(site, part);

        await nobody.Becomes("/health/ready", HttpStatusCode.ServiceUnavailable);
        var parts = (await site.Services.GetRequiredService<SiteHealth>().Answer(withParts: true)).Parts!;
        Assert.Equal(why, parts.Single(p => p.Name == part).Why);
        using var whole = await nobody.GetAsync("/health");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, """{"status":"not ready"}"""), (whole.StatusCode, await whole.Content.ReadAsStringAsync()));
        // A new process helps where the silo has ended, and nowhere else.
        Assert.Equal(part == "silo" ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK, (await nobody.GetAsync("/health/live")).StatusCode);
    }

    [Fact]
    public async Task Many_who_ask_have_the_parts_asked_once_a_second()
    {
        var counted = new Counted();
        await using var site = await RunningSite.Start(services => services.AddHealthChecks().AddCheck("counted", counted, tags: ["ready"]));
        using var nobody = site.Anonymous();
        var begin = System.Diagnostics.Stopwatch.StartNew();

        for (var round = 0; round < 10; round++)
            await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => nobody.GetAsync("/health/ready")));

        Assert.InRange(counted.Times, 1, 1 + (int)begin.Elapsed.TotalSeconds);
    }

    [Fact]
    public async Task A_part_that_hangs_is_given_up_after_three_seconds()
    {
        await using var site = await RunningSite.Start(services => services.AddHealthChecks().AddCheck("hangs", new Hangs(), tags: ["ready"], timeout: Ask.Limit));
        using var nobody = site.Anonymous();
        var begin = System.Diagnostics.Stopwatch.StartNew();

        using var answer = await nobody.GetAsync("/health/ready");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.InRange(begin.Elapsed, TimeSpan.FromSeconds(2.5), TimeSpan.FromSeconds(20));
        Assert.Equal("no answer within 3 s", (await site.Services.GetRequiredService<SiteHealth>().Answer(withParts: true)).Parts!.Single(p => p.Name == "hangs").Why);
    }

    [Fact]
    public async Task On_servers_a_site_is_ready_while_both_answer_with_the_tables_it_knows()
    {
        var server = await PostgreSqlServer.Shared();
        var database = await server.NewDatabase();
        var azurite = new Azurite();
        await azurite.InitializeAsync();
        var folder = Directory.CreateTempSubdirectory("ta-test-").FullName;
        try
        {
            var settings = AzureColumn.Settings(database, azurite.ConnectionString);
            var (status, _, errors) = await ProgramRun.ToItsEnd(settings, "migrate");
            Assert.True(status == 0, errors);
            await using var source = NpgsqlDataSource.Create(database);
            await using var schemas = source.CreateCommand("SELECT number FROM schema_numbers WHERE name LIKE 'portfolio%'");
            var number = await schemas.ExecuteScalarAsync();
            await Execute(source, $"INSERT INTO leases (name, holder, until) VALUES ('sweep {number}', 'another', {long.MaxValue})");
            await using var site = await RunningSite.Start(folder: folder, settings: settings);
            using var nobody = site.Anonymous();
            // Another machine fills the lists, and gets no further.
            await Becomes(site, "portfolio", "unhealthy");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await nobody.GetAsync("/health/ready")).StatusCode);
            await Execute(source, "DELETE FROM leases");
            await nobody.Becomes("/health/ready", HttpStatusCode.OK);
            // Whoever has them made anew keeps nobody out.
            await Execute(source, $"UPDATE portfolio_{number}.portfolio_state SET \"IsFilled\" = false");
            await Task.Delay(TimeSpan.FromSeconds(1.5));
            Assert.Equal(HttpStatusCode.OK, (await nobody.GetAsync("/health/ready")).StatusCode);

            // A newer release has migrated, and comes to take this one's place.
            await Execute(source, "INSERT INTO schema_numbers (name, number) VALUES ('portfolio_999', 999); UPDATE schema_numbers SET number = number + 1 WHERE name = 'mail'");
            await Task.Delay(TimeSpan.FromSeconds(1.5));
            await Becomes(site, "tables", "healthy");
            await Execute(source, "UPDATE schema_numbers SET number = number - 2 WHERE name = 'mail'");
            await nobody.Becomes("/health/ready", HttpStatusCode.ServiceUnavailable);
            await Execute(source, "UPDATE schema_numbers SET number = number + 1 WHERE name = 'mail'");
            await nobody.Becomes("/health/ready", HttpStatusCode.OK);

            await azurite.Stop();
            await nobody.Becomes("/health/ready", HttpStatusCode.ServiceUnavailable);
            await Becomes(site, "grain-storage", "unhealthy");
            await azurite.InitializeAsync();
            await nobody.Becomes("/health/ready", HttpStatusCode.OK);

            await server.Drop(database);
            await nobody.Becomes("/health/ready", HttpStatusCode.ServiceUnavailable);
            await Becomes(site, "database", "unhealthy");
            Assert.Equal("live", await nobody.GetStringAsync("/health/live"));
        }
        finally
        {
            await azurite.DisposeAsync();
            await server.Drop(database);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Break(RunningSite site, string part)
    {
        switch (part)
        {
            case "database":
                File.Move(Path.Combine(site.DataFolder, "app.db"), Path.Combine(site.DataFolder, "elsewhere.db"));
                break;
            case "grain-storage":
                File.Move(Path.Combine(site.DataFolder, GrainDatabase.FileName), Path.Combine(site.DataFolder, "elsewhere.db"));
                break;
            case "tables":
                await using (var connection = new SqliteConnection($"Data Source={Path.Combine(site.DataFolder, "app.db")};Pooling=false"))
                {
                    await connection.OpenAsync();
                    await using var command = connection.CreateCommand();
                    command.CommandText = "DELETE FROM \"__EFMigrationsHistory\"";
                    Assert.True(await command.ExecuteNonQueryAsync() > 0);
                }

                break;
            case "silo":
                await site.Services.GetServices<IHostedService>().Single(s => s.GetType().Name == "SiloHostedService").StopAsync(default);
                break;
        }
    }

    private static async Task Becomes(RunningSite site, string part, string status)
    {
        var health = site.Services.GetRequiredService<SiteHealth>();
        for (var tries = 0; (await health.Answer(withParts: true)).Parts!.Single(p => p.Name == part).Status != status; tries++)
        {
            Assert.True(tries < 600, $"{part} did not become {status}.");
            await Task.Delay(100);
        }
    }

    private static async Task Execute(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private sealed class Counted : IHealthCheck
    {
        private int _times;

        public int Times => _times;

        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref _times);
            return Task.FromResult(HealthCheckResult.Healthy());
        }
    }

    private sealed class Hangs : Ask
    {
        protected override Task<HealthCheckResult> Answer(CancellationToken cancellation) => new TaskCompletionSource<HealthCheckResult>().Task;
    }
}

internal static class Probes
{
    /// <summary>Asks as a probe does until the answer has the status, a minute at most.</summary>
    public static async Task Becomes(this HttpClient client, string address, HttpStatusCode status)
    {
        for (var tries = 0; ; tries++)
        {
            using var answer = await client.GetAsync(address);
            if (answer.StatusCode == status)
                return;
            Assert.True(tries < 600, $"{address} did not become {status}.");
            await Task.Delay(100);
        }
    }
}
