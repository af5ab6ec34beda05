using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Providers;
using Orleans.Runtime.Hosting;
using Orleans.Storage;
using TA.Casework.Telemetry;

namespace TA.Casework.Storage;

/// <summary>Puts grain state into the SQLite file of a data folder.</summary>
public static class SqliteGrainStorageHosting
{
    // Both are part of what is stored or asked for: the service id stands in every row.
    private const string Inner = "sqlite";
    private const string ServiceId = "ta";

    /// <summary>
    /// Makes <c>grains.db</c> in the folder the default grain storage of the silo, and registers <see cref="GrainDatabase"/>, <see cref="IEngagementCatalogue"/>,
    /// <see cref="IStoredGrains"/> and <see cref="GrainArchive"/> over it. The file is opened at once, so that a fault shows before the silo starts.
    /// </summary>
    /// <param name="silo">The silo.</param>
    /// <param name="folder">The data folder; made if it is not there.</param>
    /// <param name="json">How state is written and read.</param>
    /// <exception cref="GrainDatabaseException">The file is damaged, locked, not writable, or of a newer release.</exception>
    public static ISiloBuilder AddSqliteGrainStorage(this ISiloBuilder silo, string folder, JsonSerializerOptions json)
    {
        var database = GrainDatabase.Open(folder);
        silo.Services.AddMeasures()
            .AddSingleton(_ => database) // by a factory, so that the container closes it
            .AddSingleton<IEngagementCatalogue, SqliteEngagementCatalogue>()
            .AddSingleton<IStoredGrains, StoredGrains>()
            .AddSingleton<GrainArchive>()
            .AddKeyedSingleton<IGrainStorageSerializer>(Inner, new JsonGrainStorageSerializer(json))
            .AddKeyedSingleton(Inner, new ClusterOptions { ServiceId = ServiceId, ClusterId = ServiceId })
            .AddGrainStorage(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, (services, _) => new MeasuredGrainStorage(
                new OneWriterGrainStorage(
                    services.GetRequiredKeyedService<IGrainStorage>(Inner),
                    services.GetRequiredKeyedService<IGrainStorageSerializer>(Inner),
                    services.GetRequiredService<GrainDatabase>()),
                services.GetRequiredService<Measures>()));
        return silo.AddAdoNetGrainStorage(Inner, options =>
        {
            options.Invariant = GrainDatabase.Invariant;
            options.DataSource = database.Connections;
        });
    }
}
