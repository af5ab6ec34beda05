using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;
using Orleans.Runtime.Hosting;
using Orleans.Serialization;
using Orleans.Storage;
using TA.Casework.Storage;
using TA.TestKit;

namespace TA.Casework.Tests.Storage.Azure;

/// <summary>The official provider on a container of its own, with and without what the product puts before it; started as a silo starts it, but without one.</summary>
internal sealed class Provider : IAsyncDisposable
{
    private static readonly Casework.Storage.JsonGrainStorageSerializer Json = new(System.Text.Json.JsonSerializerOptions.Web);

    private readonly ServiceProvider services;

    private Provider(ServiceProvider services, BlobServiceClient account, string container)
    {
        this.services = services;
        Container = account.GetBlobContainerClient(container);
        Official = services.GetRequiredKeyedService<IGrainStorage>("official");
        AsUsed = new BlobGrainStorage(Official, Json, account);
    }

    public BlobContainerClient Container { get; }

    /// <summary>The provider alone.</summary>
    public IGrainStorage Official { get; }

    /// <summary>The provider as the product uses it.</summary>
    public IGrainStorage AsUsed { get; }

    public static async Task<Provider> Start(Azurite azurite, bool deletesOnClear = true, Action<AzureBlobStorageOptions>? configure = null)
    {
        var account = AzureAccount.Open(azurite.ConnectionString);
        var container = OnAzurite.NewContainer();
        var services = new ServiceCollection().AddLogging().AddSerializer().AddAzureBlobGrainStorage("official", options =>
        {
            (options.BlobServiceClient, options.ContainerName, options.DeleteStateOnClear, options.GrainStorageSerializer) = (account, container, deletesOnClear, Json);
            configure?.Invoke(options);
        }).BuildServiceProvider();
        var provider = new Provider(services, account, container);
        var lifecycle = new Orleans.Runtime.SiloLifecycleSubject(NullLogger<Orleans.Runtime.SiloLifecycleSubject>.Instance);
        ((ILifecycleParticipant<ISiloLifecycle>)provider.Official).Participate(lifecycle);
        await lifecycle.OnStart();
        return provider;
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
