using System.Data.Common;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;
using TA.Casework.Storage;

namespace TA.Web.Tests.Verbs;

/// <summary>A place for an installation, empty at first: a folder, or an account of an Azurite with a database of PostgreSQL whose tables are made.</summary>
internal sealed class APlace : IAsyncDisposable
{
    private readonly Azurite? azurite;
    private readonly string? database;

    private APlace(Azurite? azurite, string? database) => (this.azurite, this.database) = (azurite, database);

    /// <summary>Its data folder; not there yet.</summary>
    public string Folder { get; } = Path.Combine(Directory.CreateTempSubdirectory("ta-place-").FullName, "data");

    /// <summary>Settings as the environment has them.</summary>
    public Dictionary<string, string> Settings { get; private init; } = [];

    /// <summary>Makes one, by the name of its column.</summary>
    public static async Task<APlace> Of(string column)
    {
        if (column == "embedded")
            return new(null, null);
        var azurite = new Azurite();
        await azurite.InitializeAsync();
        var database = await (await PostgreSqlServer.Shared()).NewDatabase();
        var place = new APlace(azurite, database) { Settings = AzureColumn.Settings(database, azurite.ConnectionString) };
        await place.Says(0, "of this release", "migrate");
        return place;
    }

    /// <summary>Starts the site there.</summary>
    public Task<RunningSite> Start() => RunningSite.Start(folder: Folder, settings: Settings);

    /// <summary>Starts a verb on it.</summary>
    public Process Begin(params string[] arguments) => ProgramRun.Start(Settings, [.. arguments, "--data", Folder]);

    /// <summary>Runs a verb on it to its end and holds what it answers; gives its standard error.</summary>
    public async Task<string> Says(int status, string output, params string[] arguments)
    {
        var (ended, said, errors) = await ProgramRun.ToItsEnd(Settings, [.. arguments, "--data", Folder]);
        Assert.True(ended == status, $"{string.Join(' ', arguments)}: {ended} {said}{errors}");
        Assert.Matches(output, said);
        return errors;
    }

    /// <summary>The arguments that make it the end of a move.</summary>
    public async Task<string[]> AsEndOfMove()
    {
        var file = Path.Combine(Path.GetDirectoryName(Folder)!, "settings.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(Settings.ToDictionary(s => s.Key.Replace("__", ":", StringComparison.Ordinal), s => s.Value)));
        return azurite is null ? ["--to", file, "--to-data", Folder] : ["--to", file];
    }

    /// <summary>Every state in its grain storage, with its bytes as text.</summary>
    public async Task<SortedDictionary<string, string>> States()
    {
        var states = new SortedDictionary<string, string>();
        await Look(async (catalogue, stored) =>
        {
            foreach (var state in new[] { "engagement", "history", "member-state", "programme" })
                await foreach (var (key, _) in catalogue.List(state))
                    states[$"{state}/{key}"] = Encoding.UTF8.GetString((await stored.Read(state, key))!.Utf8Json.Span);
        });
        return states;
    }

    /// <summary>How many states there are; 0 while there is nothing to keep them.</summary>
    public async Task<int> Count()
    {
        var count = 0;
        try
        {
            await Look(async (catalogue, _) =>
            {
                foreach (var state in new[] { "engagement", "history", "member-state", "programme" })
                    count += await catalogue.Count(state);
            });
            return count;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    /// <summary>The names of all tables in SQL.</summary>
    public Task<List<string>> Tables() => Query(database is null ? "SELECT name FROM sqlite_master WHERE type = 'table'" : "SELECT tablename FROM pg_tables WHERE schemaname = 'public'");

    /// <summary>How many mails wait.</summary>
    public async Task<int> Waiting() => (await Query("SELECT id FROM mail_waiting")).Count;

    /// <summary>Kills what copies into this place as soon as it has put some of the states there.</summary>
    public Task KillInTheMiddle(Func<Process> begin) => KillAsSoonAs(async () => await Count() >= 10, begin);

    /// <summary>Kills what copies into this folder as soon as its portfolio lists so many engagements: when that is all of them, it is about to be verified, or is.</summary>
    public Task KillWhenListed(int engagements, Func<Process> begin) => KillAsSoonAs(async () =>
    {
        try
        {
            return (await Query("SELECT Reference FROM portfolio_engagements")).Count == engagements;
        }
        catch (SqliteException)
        {
            return false; // the tables are not there yet
        }
    }, begin);

    private static async Task KillAsSoonAs(Func<Task<bool>> isThere, Func<Process> begin)
    {
        using var process = begin();
        try
        {
            for (var tries = 0; !await isThere(); tries++)
            {
                Assert.True(tries < 6000 && !process.HasExited, $"It has ended, or does not get on. {(process.HasExited ? await process.StandardError.ReadToEndAsync() : "")}");
                await Task.Delay(10);
            }
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(Path.GetDirectoryName(Folder)!, recursive: true);
        if (azurite is not null)
            await azurite.DisposeAsync();
        if (database is not null)
            await (await PostgreSqlServer.Shared()).Drop(database);
    }

    /// <summary>Changes a text in the records of engagements, by hand and past the product.</summary>
    public void Tamper(string from, string to)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Folder, GrainDatabase.FileName)};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "UPDATE OrleansStorage SET PayloadBinary = CAST(replace(CAST(PayloadBinary AS TEXT), $from, $to) AS BLOB) WHERE GrainTypeString = 'engagement'";
        command.Parameters.AddWithValue("$from", from);
        command.Parameters.AddWithValue("$to", to);
        Assert.InRange(command.ExecuteNonQuery(), 1, int.MaxValue);
    }

    private async Task<List<string>> Query(string sql)
    {
        await using DbConnection connection = database is null ? new SqliteConnection($"Data Source={Path.Combine(Folder, "app.db")};Mode=ReadOnly;Pooling=false") : new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var rows = await command.ExecuteReaderAsync();
        var found = new List<string>();
        while (await rows.ReadAsync())
            found.Add(rows.GetString(0));
        return found;
    }

    private async Task Look(Func<IEngagementCatalogue, IStoredGrains, Task> look)
    {
        if (azurite is not null)
        {
            var container = new GrainContainer(AzureAccount.Open(azurite.ConnectionString));
            await look(container, container);
            return;
        }

        using var file = GrainDatabase.OpenReadOnly(Folder);
        await look(new SqliteEngagementCatalogue(file), new StoredGrains(file));
    }
}
