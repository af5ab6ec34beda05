using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using TA.Casework.Storage;
using Xunit;

namespace TA.Casework.Tests.Storage;

public sealed class GrainDatabaseTests : IDisposable
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Opening_twice_changes_nothing()
    {
        GrainDatabase.Open(folder.Path).Dispose();
        var before = File.ReadAllBytes(folder.File("grains.db"));
        using var database = GrainDatabase.Open(folder.Path);

        Assert.Equal(4L, Scalar(database, "SELECT count(*) FROM OrleansQuery"));
        Assert.Equal(before.Length, new FileInfo(folder.File("grains.db")).Length);
    }

    [Fact]
    public void Every_connection_waits_for_the_disk_and_for_locks()
    {
        using var database = GrainDatabase.Open(folder.Path);
        using var first = database.Connections.Open();
        using var second = database.Connections.Open();

        foreach (var connection in new[] { first, second })
        {
            Assert.Equal("wal", Scalar(connection, "PRAGMA journal_mode"));
            Assert.Equal(2L, Scalar(connection, "PRAGMA synchronous"));
            Assert.Equal(5000L, Scalar(connection, "PRAGMA busy_timeout"));
        }
    }

    [Fact]
    public void A_connection_that_comes_back_from_the_pool_still_waits_for_the_disk()
    {
        using var database = GrainDatabase.Open(folder.Path);
        var before = database.Connections.Open();
        var handle = before.Handle;
        before.Dispose();

        using var again = database.Connections.Open();

        Assert.Same(handle, again.Handle);
        Assert.Equal(2L, Scalar(again, "PRAGMA synchronous"));
        Assert.Equal(5000L, Scalar(again, "PRAGMA busy_timeout"));
    }

    [Fact]
    public void The_catalogue_never_reads_a_payload()
    {
        using var database = GrainDatabase.Open(folder.Path);

        Assert.Contains("USING COVERING INDEX OrleansStorageCatalogue", Plan(database, """
            SELECT GrainIdExtensionString, Version FROM OrleansStorage
            WHERE GrainTypeString = 'x' AND HasPayload = 1 AND GrainIdExtensionString > '' ORDER BY GrainIdExtensionString LIMIT 10
            """));
    }

    [Fact]
    public void A_file_that_is_no_database_is_called_damaged()
    {
        File.WriteAllBytes(folder.File("grains.db"), Encoding.UTF8.GetBytes(new string('x', 8192)));

        var error = Assert.Throws<GrainDatabaseException>(() => GrainDatabase.Open(folder.Path));

        Assert.Equal(GrainDatabaseFault.Damaged, error.Fault);
        Assert.Equal($"The database file {folder.File("grains.db")} is damaged. Keep a copy of it and restore a backup.", error.Message);
        Assert.Throws<GrainDatabaseException>(() => GrainDatabase.OpenReadOnly(folder.Path));
    }

    [Fact]
    public void A_file_cut_short_is_called_damaged()
    {
        using (var database = GrainDatabase.Open(folder.Path))
        using (var connection = database.Connections.Open())
            connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        using (var file = File.OpenWrite(folder.File("grains.db")))
            file.SetLength(5000);

        Assert.Equal(GrainDatabaseFault.Damaged, Assert.Throws<GrainDatabaseException>(() => GrainDatabase.Open(folder.Path)).Fault);
    }

    [Fact]
    public async Task A_damaged_page_under_a_state_is_named_when_the_state_is_read()
    {
        await using (var silo = await StorageSilo.Start(folder.Path))
            await silo.Grains.GetGrain<INoteGrain>("KEN-2026-0001").Write(new string('x', 100_000));
        OverwriteEnd(folder.File("grains.db"), bytes: 50_000);

        await using var again = await StorageSilo.Start(folder.Path);
        var error = await Assert.ThrowsAsync<GrainDatabaseException>(() =>
            again.Services.GetRequiredService<GrainArchive>().Read<Note>("note", GrainId.Create("test-note", "KEN-2026-0001")));

        Assert.Equal(GrainDatabaseFault.Damaged, error.Fault);
    }

    [Fact]
    public void A_file_that_another_process_locks_is_called_locked()
    {
        GrainDatabase.Open(folder.Path).Dispose();
        using var other = new SqliteConnection($"Data Source={folder.File("grains.db")};Pooling=False");
        other.Open();
        other.Execute("PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE; CREATE TABLE Mine (x)");

        var error = Assert.Throws<GrainDatabaseException>(() => GrainDatabase.Open(folder.Path, Short));

        Assert.Equal(GrainDatabaseFault.Locked, error.Fault);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_and_a_file_that_cannot_be_opened_are_called_not_writable()
    {
        File.WriteAllText(folder.File("file"), "");
        Directory.CreateDirectory(folder.File("grains.db"));

        Assert.Equal(GrainDatabaseFault.NotWritable,
            Assert.Throws<GrainDatabaseException>(() => GrainDatabase.Open(folder.File("file"))).Fault);
        Assert.Equal(GrainDatabaseFault.NotWritable, Assert.Throws<GrainDatabaseException>(() => GrainDatabase.Open(folder.Path)).Fault);
    }

    [Fact]
    public async Task A_write_that_does_not_fit_fails_with_the_reason_and_keeps_what_was_there()
    {
        await using var silo = await StorageSilo.Start(folder.Path);
        var storage = silo.Services.GetRequiredService<IGrainStorage>();
        var id = GrainId.Create("test-note", "KEN-2026-0001");
        var state = new GrainState<Note>(new Note("kept"));
        await storage.WriteStateAsync("note", id, state);
        using (var connection = silo.Services.GetRequiredService<GrainDatabase>().Connections.Open())
            connection.Execute("PRAGMA max_page_count=20"); // of the pooled connection that the next write takes

        state.State = new Note(new string('x', 1_000_000));
        var error = await Assert.ThrowsAsync<GrainDatabaseException>(() => storage.WriteStateAsync("note", id, state));

        Assert.Equal(GrainDatabaseFault.DiskFull, error.Fault);
        Assert.Equal("1", state.ETag);
        Assert.Equal("kept", (await silo.Services.GetRequiredService<GrainArchive>().Read<Note>("note", id))?.State.Text);
    }

    [Fact]
    public void A_file_of_a_newer_release_is_left_alone()
    {
        using (var database = GrainDatabase.Open(folder.Path))
        using (var connection = database.Connections.Open())
            connection.Execute("PRAGMA user_version=99");

        Assert.Equal(GrainDatabaseFault.Newer, Assert.Throws<GrainDatabaseException>(() => GrainDatabase.Open(folder.Path)).Fault);
        Assert.Equal(GrainDatabaseFault.Newer, Assert.Throws<GrainDatabaseException>(() => GrainDatabase.OpenReadOnly(folder.Path)).Fault);
    }

    [Fact]
    public void Reading_makes_no_file()
    {
        Assert.Equal(GrainDatabaseFault.Missing, Assert.Throws<GrainDatabaseException>(() => GrainDatabase.OpenReadOnly(folder.Path)).Fault);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Reading_only_cannot_write()
    {
        GrainDatabase.Open(folder.Path).Dispose();
        using var database = GrainDatabase.OpenReadOnly(folder.Path);
        using var connection = database.Connections.Open();

        Assert.Equal(8, Assert.Throws<SqliteException>(() => connection.Execute("DELETE FROM OrleansQuery")).SqliteErrorCode);
    }

    private static void OverwriteEnd(string path, int bytes)
    {
        using var file = File.OpenWrite(path);
        file.Position = file.Length - bytes;
        file.Write(Enumerable.Repeat((byte)0xA5, bytes).ToArray());
    }

    private static string Plan(GrainDatabase database, string query)
    {
        using var connection = database.Connections.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + query;
        using var rows = command.ExecuteReader();
        return rows.Read() ? rows.GetString(3) : "";
    }

    private static object? Scalar(GrainDatabase database, string query)
    {
        using var connection = database.Connections.Open();
        return Scalar(connection, query);
    }

    private static object? Scalar(SqliteConnection connection, string query)
    {
        using var command = connection.CreateCommand();
        command.CommandText = query;
        return command.ExecuteScalar();
    }
}
