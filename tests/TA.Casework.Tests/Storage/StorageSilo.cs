using System.Text.Json;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TA.Casework.Storage;

namespace TA.Casework.Tests.Storage;

/// <summary>A temporary data folder that is removed with all that is in it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("ta-storage-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

/// <summary>A real silo on free ports with its grain storage in a folder.</summary>
public sealed class StorageSilo : IAsyncDisposable
{
    private readonly IHost host;

    private StorageSilo(IHost host) => this.host = host;

    public IServiceProvider Services => host.Services;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public static Task<StorageSilo> Start(string folder, Action<ISiloBuilder>? configure = null) => Start(silo =>
    {
        silo.AddSqliteGrainStorage(folder, JsonSerializerOptions.Web);
        configure?.Invoke(silo);
    });

    public static Task<StorageSilo> StartOnAzure(BlobServiceClient account, string container) => Start(silo => silo.AddAzureGrainState(account, JsonSerializerOptions.Web, container));

    private static async Task<StorageSilo> Start(Action<ISiloBuilder> configure)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo =>
        {
            var ports = LoopbackPorts.Free();
            configure(silo.UseLocalhostClustering(ports.Silo, ports.Gateway));
        });
        var host = builder.Build();
        await host.StartAsync();
        return new StorageSilo(host);
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();
    }
}
