using System.Collections.Concurrent;
using System.Diagnostics;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using TA.Casework.Storage;
using TA.Engagements;
using TA.TestKit;

namespace TA.Benchmarks;

/// <summary>Where grains keep their state in a run, and what that place does with the same bytes when there is nothing of the product before it.</summary>
internal abstract class Place : IAsyncDisposable
{
    /// <summary>What it is called.</summary>
    public abstract string Name { get; }

    /// <summary>What the floor does.</summary>
    public abstract string Floor { get; }

    /// <summary>What has to be reached: p50 of one client at most so many times the floor's; rates over many and on one engagement at least so many times the floors'.</summary>
    public abstract (double One, double Spread, double Together) Aims { get; }

    /// <summary>Whether many clients of the place are faster together than one.</summary>
    public abstract bool TakesManyWriters { get; }

    /// <summary>Gives it to a silo.</summary>
    public abstract void Use(ISiloBuilder silo);

    /// <summary>Writes records of these sizes, whose bytes are all new, over and over for a time.</summary>
    public abstract Task<Timings> Write(int[] sizes, int clients, TimeSpan time);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    /// <summary>The rows that are written over, as many as there are engagements.</summary>
    protected const int Rows = TaskUpdates.Engagements;

    /// <summary>Row for row the sizes follow one another as those of a record do. All bytes are new: a place may leave alone what stays as it was, and a record does not.</summary>
    protected static byte[] NewBytes(int[] sizes, int write)
    {
        var bytes = new byte[sizes[((write % Rows) + (write / Rows) + 1) % sizes.Length]];
        Random.Shared.NextBytes(bytes);
        return bytes;
    }
}

/// <summary>SQLite as the embedded column uses it. Its floor is one writer with the same settings.</summary>
internal sealed class SqlitePlace : Place
{
    private readonly string folder = Directory.CreateTempSubdirectory("ta-updates-").FullName;

    public override string Name => "SQLite";

    public override string Floor => "commits of as many new bytes by one writer";

    public override (double One, double Spread, double Together) Aims => (2.5, .5, 5);

    public override bool TakesManyWriters => false;

    public override void Use(ISiloBuilder silo)
    {
        silo.AddSqliteGrainStorage(folder, EngagementJson.Stored);
        silo.Services.AddSingleton<IStoredGrains, StoredGrains>();
    }

    public override Task<Timings> Write(int[] sizes, int clients, TimeSpan time)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "floor.db")};Pooling=False");
        connection.Open();
        using (var make = connection.CreateCommand())
        {
            make.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE IF NOT EXISTS floor (id INTEGER PRIMARY KEY, payload BLOB)";
            make.ExecuteNonQuery();
        }

        for (var row = 0; row < Rows; row++)
            Put(row, NewBytes(sizes, row));
        var latencies = new List<double>();
        var begun = Stopwatch.GetTimestamp();
        for (var i = 0; Stopwatch.GetElapsedTime(begun) < time; i++)
        {
            var bytes = NewBytes(sizes, i);
            var started = Stopwatch.GetTimestamp();
            Put(i % Rows, bytes);
            latencies.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return Task.FromResult(new Timings(latencies, Stopwatch.GetElapsedTime(begun).TotalSeconds));

        void Put(int row, byte[] bytes)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO floor VALUES ($id, $payload) ON CONFLICT DO UPDATE SET payload = excluded.payload";
            command.Parameters.AddWithValue("$id", row);
            command.Parameters.AddWithValue("$payload", bytes);
            command.ExecuteNonQuery();
        }
    }

    public override ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}

/// <summary>A container of an Azurite of its own. Its floor are PUTs with <c>If-Match</c> by the same client library.</summary>
internal sealed class AzuritePlace : Place
{
    private readonly Azurite azurite;
    private readonly BlobServiceClient account;

    private AzuritePlace(Azurite azurite) => (this.azurite, account) = (azurite, AzureAccount.Open(azurite.ConnectionString));

    public override string Name => "Azurite";

    public override string Floor => "PUTs with If-Match of as many new bytes";

    public override (double One, double Spread, double Together) Aims => (1.5, .7, 8);

    public override bool TakesManyWriters => true;

    public static async Task<AzuritePlace> Start()
    {
        var azurite = new Azurite();
        await azurite.InitializeAsync();
        return new(azurite);
    }

    public override void Use(ISiloBuilder silo) => silo.AddAzureGrainState(account, EngagementJson.Stored);

    public override async Task<Timings> Write(int[] sizes, int clients, TimeSpan time)
    {
        var container = account.GetBlobContainerClient("floor");
        await container.CreateIfNotExistsAsync();
        var latencies = new ConcurrentBag<double>();
        var rows = new (BlobClient Blob, Azure.ETag Tag)[Rows];
        for (var row = 0; row < Rows; row++)
        {
            var blob = container.GetBlobClient($"{row}.json");
            rows[row] = (blob, (await blob.UploadAsync(new BinaryData(NewBytes(sizes, row)), overwrite: true)).Value.ETag);
        }

        var begun = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            // Each client has rows of its own.
            for (var i = client; Stopwatch.GetElapsedTime(begun) < time; i += clients)
            {
                var row = (i - client) % (Rows / clients * clients) + client;
                var bytes = new BinaryData(NewBytes(sizes, i));
                var started = Stopwatch.GetTimestamp();
                rows[row].Tag = (await rows[row].Blob.UploadAsync(bytes, new BlobUploadOptions { Conditions = new() { IfMatch = rows[row].Tag } })).Value.ETag;
                latencies.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        })));
        return new([.. latencies], Stopwatch.GetElapsedTime(begun).TotalSeconds);
    }

    public override async ValueTask DisposeAsync() => await azurite.DisposeAsync();
}
