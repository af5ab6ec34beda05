using System.Diagnostics;
using Npgsql;
using TA.Web.Security;
using TA.Web.Tests.Api;

namespace TA.Web.Tests.Verbs;

/// <summary>Programs of the Azure column in processes of their own, on one PostgreSQL server and one Azurite.</summary>
public sealed class ClusterTests : IAsyncLifetime
{
    private readonly Azurite azurite = new();
    private readonly string folder = Directory.CreateTempSubdirectory("ta-test-").FullName;
    private PostgreSqlServer server = null!;
    private string database = null!;

    public async Task InitializeAsync()
    {
        server = await PostgreSqlServer.Shared();
        database = await server.NewDatabase();
        await azurite.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await azurite.DisposeAsync();
        await server.Drop(database);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_site_does_not_touch_a_database_that_was_not_migrated_and_says_what_to_run()
    {
        var (status, output, errors) = await ProgramRun.ToItsEnd(Settings(), "serve", "--data", folder, "--urls", "http://127.0.0.1:0");

        Assert.Equal(2, status);
        Assert.Empty(output);
        Assert.EndsWith("run migrate.", Assert.Single(errors.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.Equal(0L, await Scalar("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"));
    }

    [Fact]
    public async Task A_wrong_setting_ends_the_start_with_one_line_and_2()
    {
        var settings = Settings();
        settings["Clustering__SiloPort"] = "none";

        var (status, _, errors) = await ProgramRun.ToItsEnd(settings, "serve", "--data", folder, "--urls", "http://127.0.0.1:0");

        Assert.Equal((2, "TA cannot start: Clustering:SiloPort is 'none'; it must be a number from 1 to 65535.\n"), (status, errors));
    }

    [Fact]
    public async Task Two_processes_see_each_other_and_serve_the_same_engagement_to_one_token()
    {
        await Migrate();
        await Migrate(); // changes nothing any more
        await using var one = await RunningSite.Start(folder: folder, settings: Settings());
        var token = await one.NewToken(await one.Add(AccountRoles.Officer));
        using var other = Serve();
        try
        {
            using var client = one.WithToken(token);
            using var elsewhere = one.WithToken(token);
            elsewhere.BaseAddress = await AzureColumn.Address(other);
            Assert.Equal(2L, await Scalar("SELECT count(*) FROM OrleansMembershipTable WHERE Status = 3"));
            using var opened = await client.Command("/api/engagements", ApiSite.Opening);
            await opened.Is(HttpStatusCode.Created);
            var address = opened.Headers.Location!.OriginalString;

            // A grain lives in one of the two; changes by either are seen at the other at once.
            for (var remark = 1; remark <= 10; remark++)
            {
                using var answer = await (remark % 2 == 0 ? client : elsewhere).Command($"{address}/comment-on-task", $$"""{"task":"case.request.log","text":"Remark {{remark}}"}""");
                var version = (await answer.Is(HttpStatusCode.OK)).GetProperty("version").GetInt64();
                Assert.Equal(version, (await (remark % 2 == 0 ? elsewhere : client).Json(address)).GetProperty("version").GetInt64());
            }

            // What was done at the one is in the list of the other, which both read from one database.
            for (var tries = 0; (await elsewhere.Json("/api/portfolio")).GetProperty("rows").GetArrayLength() == 0; tries++)
            {
                Assert.True(tries < 50, "The portfolio does not have it.");
                await Task.Delay(100);
            }
        }
        finally
        {
            other.Kill();
            await other.WaitForExitAsync();
        }

        var (status, output, errors) = await ProgramRun.ToItsEnd(Settings(), "verify", "--data", folder);
        Assert.True(status == 0, output + errors);
    }

    [Fact]
    public async Task The_identity_of_the_app_works_and_makes_the_portfolio_anew_and_cannot_change_tables()
    {
        // Azure has this function; it makes a role that signs in by a token of the identity instead of this password.
        await Scalar("""
            CREATE OR REPLACE FUNCTION pgaadauth_create_principal_with_oid(role text, id text, kind text, admin boolean, mfa boolean) RETURNS text LANGUAGE plpgsql AS
            $$ BEGIN EXECUTE format('CREATE ROLE %I LOGIN PASSWORD %L', role, id); RETURN role; END $$
            """, new NpgsqlConnectionStringBuilder(database) { Database = "postgres" }.ToString());
        var (role, identity) = ($"id-web-{Guid.NewGuid():n}", Guid.NewGuid());
        await Migrate(("Database__GrantTo", role), ("Database__GrantToObject", $"{identity}"));
        await Migrate(("Database__GrantTo", role), ("Database__GrantToObject", $"{identity}"));
        var asApp = new NpgsqlConnectionStringBuilder(database) { Username = role, Password = $"{identity}" }.ToString();
        var settings = AzureColumn.Settings(asApp, azurite.ConnectionString);

        await using (var site = await RunningSite.Start(folder: folder, settings: settings))
        {
            using var client = site.WithToken(await site.NewToken(await site.Add(AccountRoles.Officer)));
            await (await client.Command("/api/engagements", ApiSite.Opening)).Is(HttpStatusCode.Created);
        }

        foreach (var verb in new[] { "rebuild-portfolio", "verify" })
        {
            var (status, output, errors) = await ProgramRun.ToItsEnd(settings, verb, "--data", folder);
            Assert.True(status == 0, $"{verb}: {output}{errors}");
        }

        foreach (var change in new[] { "CREATE TABLE mine (x int)", "CREATE SCHEMA mine", "DROP TABLE leases", "ALTER TABLE mail_seen ADD x int" })
            Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => Scalar(change, asApp))).SqlState);
    }

    private Dictionary<string, string> Settings() => AzureColumn.Settings(database, azurite.ConnectionString);

    private Process Serve() => ProgramRun.Start(Settings(), "serve", "--data", folder, "--urls", "http://127.0.0.1:0");

    private async Task Migrate(params (string Name, string Value)[] more)
    {
        var settings = Settings();
        foreach (var (name, value) in more)
            settings[name] = value;
        var (status, output, errors) = await ProgramRun.ToItsEnd(settings, "migrate");
        Assert.True(status == 0, output + errors);
        Assert.Empty(errors);
    }

    private async Task<object?> Scalar(string sql, string? connectionString = null)
    {
        await using var source = NpgsqlDataSource.Create(connectionString ?? database);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
