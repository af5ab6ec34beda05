using System.Text.Json;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Providers;
using Orleans.Runtime.Hosting;
using Orleans.Storage;
using TA.Casework.Telemetry;

namespace TA.Casework.Storage;

/// <summary>Puts grain state into a container of a storage account.</summary>
public static class BlobGrainStorageHosting
{
    private const string Inner = "azure-blob";

    /// <summary>
    /// Makes a container the default grain storage of the silo, through the official provider, and registers <see cref="IEngagementCatalogue"/>, <see cref="IStoredGrains"/> and
    /// <see cref="GrainArchive"/> over it. The silo makes the container when it starts, if there is none.
    /// </summary>
    /// <param name="silo">The silo.</param>
    /// <param name="account">The account, see <see cref="AzureAccount"/>.</param>
    /// <param name="json">How state is written and read.</param>
    /// <param name="container">The name of the container: 3 to 63 lower-case letters, digits and single hyphens. Another name ends the start.</param>
    public static ISiloBuilder AddAzureGrainState(this ISiloBuilder silo, BlobServiceClient account, JsonSerializerOptions json, string container = GrainContainer.DefaultName)
    {
        var serializer = new JsonGrainStorageSerializer(json);
        silo.Services.AddMeasures()
            .AddSingleton(new GrainContainer(account, container))
            .AddSingleton<IEngagementCatalogue>(services => services.GetRequiredService<GrainContainer>())
            .AddSingleton<IStoredGrains>(services => services.GetRequiredService<GrainContainer>())
            .AddSingleton<GrainArchive>()
            .AddGrainStorage(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, (services, _) => new MeasuredGrainStorage(
                new BlobGrainStorage(services.GetRequiredKeyedService<IGrainStorage>(Inner), serializer, account), services.GetRequiredService<Measures>()));
        return silo.AddAzureBlobGrainStorage(Inner, options =>
        {
            options.BlobServiceClient = account;
            options.ContainerName = container;
            options.GrainStorageSerializer = serializer;
            // A clear that carries no tag would else delete whatever is there; and a tag never comes back.
            options.DeleteStateOnClear = false;
        });
    }
}
