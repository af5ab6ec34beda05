using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Storage;
using TA.Engagements;

namespace TA.Casework.Storage;

/// <summary>The database file of the grains in the embedded column.</summary>
public static class GrainDatabase
{
    /// <summary>The invariant under which Orleans knows the package Microsoft.Data.Sqlite.</summary>
    public const string Invariant = "System.Data.SQLite";

    /// <summary>How to reach the file in a data folder.</summary>
    public static string ConnectionString(string folder, bool readOnly = false) => new SqliteConnectionStringBuilder
    {
        DataSource = Path.Combine(folder, "grains.db"),
        Mode = readOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWriteCreate,
        DefaultTimeout = 30,
    }.ToString();

    /// <summary>Creates what is missing. The write-ahead log is flushed with every commit (SQLite's default, FULL), so that an acknowledged write survives a power cut.</summary>
    /// <exception cref="StorageUnusableException">The file is damaged, locked or not writable.</exception>
    public static void Prepare(string folder)
    {
        using var script = new StreamReader(typeof(GrainDatabase).Assembly.GetManifestResourceStream("sqlite/persistence.sql")!);
        try
        {
            using var connection = new SqliteConnection(ConnectionString(folder));
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode = WAL;\n" + script.ReadToEnd();
            command.ExecuteNonQuery();
        }
        catch (SqliteException fault)
        {
            throw new StorageUnusableException(Path.Combine(folder, "grains.db"), fault);
        }
    }
}

/// <summary>The file with the engagements cannot be used.</summary>
public sealed class StorageUnusableException(string file, Exception fault)
    : Exception($"{file} cannot be used: {fault.Message.TrimEnd('.')}. Nothing was changed; check the disk and the file's permissions, or restore a copy.", fault);

/// <summary>Registers grain storage on SQLite.</summary>
public static class SqliteGrainStorageRegistration
{
    private const string Inner = "sqlite";

    /// <summary>Keeps the state of all grains in a data folder, as UTF-8 JSON, one writer at a time.</summary>
    public static ISiloBuilder AddSqliteGrainStorage(this ISiloBuilder silo, string folder)
    {
        GrainDatabase.Prepare(folder);
        silo.AddAdoNetGrainStorage(Inner, options =>
        {
            options.Invariant = GrainDatabase.Invariant;
            options.ConnectionString = GrainDatabase.ConnectionString(folder);
            options.GrainStorageSerializer = new JsonStateSerializer();
        });
        silo.Services.AddSingleton<IGrainStorage>(provider => new OneWriterStorage(provider.GetRequiredKeyedService<IGrainStorage>(Inner)));
        silo.Services.AddKeyedSingleton<IGrainStorage>("Default", (provider, _) => provider.GetRequiredService<IGrainStorage>());
        return silo;
    }
}

/// <summary>State as UTF-8 JSON in the stored form.</summary>
internal sealed class JsonStateSerializer : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input, EngagementJson.Stored));

    public T Deserialize<T>(BinaryData input) => JsonSerializer.Deserialize<T>(input.ToMemory().Span, EngagementJson.Stored)!;
}

/// <summary>Lets one writer through at a time: SQLite blocks a thread for each writer that has to wait, and answers all of them late.</summary>
internal sealed class OneWriterStorage(IGrainStorage inner) : IGrainStorage
{
    private readonly SemaphoreSlim _writer = new(1);

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => inner.ReadStateAsync(stateName, grainId, grainState);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Alone(() => inner.WriteStateAsync(stateName, grainId, grainState));

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Alone(() => inner.ClearStateAsync(stateName, grainId, grainState));

    private async Task Alone(Func<Task> write)
    {
        await _writer.WaitAsync();
        try
        {
            await write();
        }
        finally
        {
            _writer.Release();
        }
    }
}
