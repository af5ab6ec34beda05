using Microsoft.Data.Sqlite;
using System.Text.Json;
using TA.Casework.Storage;

namespace TA.Web.Tests.Api;

/// <summary>
/// The database file is locked or damaged while the site runs (for a full disk see <see cref="Verbs.FullDiskTests"/>): nothing is acknowledged that was not kept, the person is told what to do, what was kept stays, and the same command is
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
}
