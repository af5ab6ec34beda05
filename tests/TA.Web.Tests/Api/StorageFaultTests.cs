using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using System.Text.Json;
using TA.Casework.Storage;

namespace TA.Web.Tests.Api;

/// <summary>
/// The database file is locked, full or damaged while the site runs: nothing is acknowledged that was not kept, the person is told what to do, what was kept stays, and the same command is
/// accepted once as soon as the file can be written again.
/// </summary>
public sealed class StorageFaultTests : IAsyncLifetime
{
    private readonly ApiSite site = new();
    private string address = null!;

    public async Task InitializeAsync()
    {
        await site.InitializeAsync();
        address = await site.Engagement();
    }

    public Task DisposeAsync() => site.DisposeAsync();

    private string Grains => Path.Combine(site.Site.DataFolder, GrainDatabase.FileName);

    [Fact]
    public async Task A_change_that_a_locked_database_does_not_take_is_answered_unknown_and_accepted_once_when_it_is_repeated()
    {
        var id = Guid.NewGuid();
        await using (await Locked(Grains))
        {
            await Unknown(await Comment(id));
            // Reading goes on.
            Assert.Equal(HttpStatusCode.OK, (await site.Manager.GetAsync(address)).StatusCode);
        }

        await AcceptedOnce(id);
    }

    [Fact]
    public async Task A_change_for_which_the_disk_has_no_room_is_answered_unknown_and_accepted_once_when_there_is_room()
    {
        var kept = Guid.NewGuid();
        await (await Comment(kept)).Is(HttpStatusCode.OK);
        PagesAtMost(1);
        var opening = await UntilUnknown(command => site.Officer.Command("/api/engagements", ApiSite.Opening, command));
        var id = await UntilUnknown(Comment);
        // What was kept is still read, also by a grain that has to be read anew.
        Assert.Equal(HttpStatusCode.OK, (await site.Manager.GetAsync(address)).StatusCode);
        Assert.Single(await Events(kept));

        PagesAtMost(1_000_000);
        await AcceptedOnce(id);
        Assert.Single(await Events(kept));
        using var opened = await Repeated(() => site.Officer.Command("/api/engagements", ApiSite.Opening, opening));
        await opened.Is(HttpStatusCode.Created);
        using var again = await site.Officer.Command("/api/engagements", ApiSite.Opening, opening);
        Assert.Equal(opened.Headers.Location, again.Headers.Location);
        var (status, output, errors) = await ProgramRun.ToItsEnd("verify", "--data", site.Site.DataFolder);
        Assert.True(status == 0, output + errors);
    }

    [Fact]
    public async Task A_damaged_database_acknowledges_nothing_and_is_told_in_words()
    {
        var other = await site.Engagement();
        using (var connection = new SqliteConnection($"Data Source={Grains};Pooling=false"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            command.ExecuteNonQuery();
        }

        SqliteConnection.ClearAllPools();
        var sound = await File.ReadAllBytesAsync(Grains);
        using (var file = new FileStream(Grains, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            for (var page = 4096; page < sound.Length; page += 4096)
            {
                file.Position = page;
                file.Write(new byte[64]);
            }

        var id = Guid.NewGuid();
        await Unknown(await Comment(id));
        // The activation is gone; to read the engagement again the file is needed.
        var problem = await (await Repeated(() => site.Manager.GetAsync(address), HttpStatusCode.OK)).IsProblem(HttpStatusCode.ServiceUnavailable, "storage");
        Assert.DoesNotContain(Grains, problem.ToString());
        await Unknown(await site.Officer.Command("/api/engagements", ApiSite.Opening));
        Assert.Equal(HttpStatusCode.OK, (await site.Manager.GetAsync("/api/portfolio")).StatusCode);
        Assert.NotNull(other);

        // A copy of the file comes back, as from a backup.
        SqliteConnection.ClearAllPools();
        using (var file = new FileStream(Grains, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            file.Write(sound);
        SqliteConnection.ClearAllPools();
        await AcceptedOnce(id);
    }

    [Fact]
    public async Task A_locked_portfolio_keeps_no_change_from_being_kept_and_catches_up()
    {
        var id = Guid.NewGuid();
        long version;
        await using (await Locked(Path.Combine(site.Site.DataFolder, "app.db")))
        {
            version = (await (await Comment(id)).Is(HttpStatusCode.OK)).GetProperty("version").GetInt64();
            Assert.Equal(HttpStatusCode.OK, (await site.Manager.GetAsync("/api/portfolio")).StatusCode);
        }

        for (var tries = 0; (await site.Manager.Json("/api/portfolio")).GetProperty("rows").EnumerateArray().All(r => r.GetProperty("version").GetInt64() != version); tries++)
        {
            Assert.True(tries < 600, "The portfolio did not catch up.");
            await Task.Delay(100);
        }
    }

    private Task<HttpResponseMessage> Comment(Guid id) => site.Iom.Command($"{address}/comment-on-task", $$"""{"task":"case.request.log","text":"Remark {{id}}"}""", id);

    /// <summary>Sends commands until the pages that the file still has are full; the command that found no room.</summary>
    private static async Task<Guid> UntilUnknown(Func<Guid, Task<HttpResponseMessage>> send)
    {
        for (var tries = 0; tries < 200; tries++)
        {
            var command = Guid.NewGuid();
            var answer = await send(command);
            if (answer.IsSuccessStatusCode)
                continue;
            await Unknown(answer);
            return command;
        }

        throw new InvalidOperationException("There is always room.");
    }

    private static async Task Unknown(HttpResponseMessage answer)
    {
        await answer.IsProblem(HttpStatusCode.ServiceUnavailable, "unknown");
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    private async Task AcceptedOnce(Guid id)
    {
        await (await Repeated(() => Comment(id))).Is(HttpStatusCode.OK);
        await (await Comment(id)).Is(HttpStatusCode.OK);
        Assert.Single(await Events(id));
    }

    private async Task<List<JsonElement>> Events(Guid id) =>
        [.. (await site.Officer.Json($"{address}/history")).EnumerateArray().Where(e => e.GetProperty("commandId").GetGuid() == id)];

    /// <summary>Repeats what is answered "unknown", as the answer says, until the grain that could not write is gone.</summary>
    private static async Task<HttpResponseMessage> Repeated(Func<Task<HttpResponseMessage>> send, HttpStatusCode whileItIs = HttpStatusCode.ServiceUnavailable)
    {
        for (var tries = 0; ; tries++)
        {
            var answer = await send();
            if (answer.StatusCode != whileItIs || tries == 100)
                return answer;
            await Task.Delay(100);
        }
    }

    private static async Task<IAsyncDisposable> Locked(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=false;Default Timeout=30");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "BEGIN EXCLUSIVE";
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    /// <summary>Bounds the file, as a full disk would, by a setting that belongs to each connection of the site: those that wait in its pool get it.</summary>
    private void PagesAtMost(int pages)
    {
        var database = site.Site.Services.GetRequiredService<GrainDatabase>();
        var connections = Enumerable.Range(0, 24).Select(_ => new SqliteConnection(database.ConnectionString)).ToList();
        foreach (var connection in connections)
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"PRAGMA max_page_count = {pages}";
            command.ExecuteScalar();
        }

        connections.ForEach(c => c.Dispose());
    }
}
