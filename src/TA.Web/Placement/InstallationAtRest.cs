using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Configuration;
using Orleans.Storage;
using TA.Casework.Installations;
using TA.Casework.Mail;
using TA.Casework.Portfolio;
using TA.Casework.Storage;
using TA.Web.Security;

namespace TA.Web.Placement;

/// <summary>
/// An installation that no site works on: its storage and its tables behind a silo that nobody else knows of. Nothing runs by itself, nothing listens, no mail goes out. In a cluster it is not a member: to
/// see that no other silo is at work is up to whoever opens it.
/// </summary>
internal sealed class InstallationAtRest : IAsyncDisposable
{
    // A Member State hands its calendars on to all its engagements in one call, and nobody waits for an answer but the verb.
    private static readonly TimeSpan LongestCall = TimeSpan.FromHours(2);

    private readonly IHost _host;

    private InstallationAtRest(IHost host) => _host = host;

    /// <summary>Its parts.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>Opens it. A folder and its files are made if they are not there; the tables of a server have to be.</summary>
    /// <exception cref="NotMigratedException">The tables of a server are not those of this release.</exception>
    public static async Task<InstallationAtRest> Open(string folder, Placed placed, CancellationToken cancellation)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.AddSiteLogging(builder.Configuration, new SiteSettings { DataFolder = folder, Urls = "" });
        if (placed.UsesFolder)
            DataFolder.MakePrivate(folder);
        var database = placed.Open(folder);
        builder.UseOrleans(silo =>
        {
            var ports = LoopbackPorts.Free();
            silo.UseLocalhostClustering(ports.Silo, ports.Gateway)
                .Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = LongestCall)
                .AddStorage(folder, placed).AddSerialization();
        });
        var services = builder.Services;
        services.AddSingleton(placed);
        services.AddSingleton(_ => database); // by a factory, so that the container closes it
        services.TryAddSingleton(TimeProvider.System);
        services.AddPortfolio(database, CaseworkServices.Sources, atWork: false).AddOutbox(database);
        services.AddAccountsDb(database);
        services.AddSingleton<Migration>();
        services.AddSingleton(new ProtectionKeys(database, folder));
        services.AddSingleton(new LastingTables(database, AccountsDb.On, ProtectionKeys.Tables));
        services.AddSingleton(p => new InstallationTarget(
            p.GetRequiredService<IGrainStorage>(), p.GetRequiredService<IEngagementCatalogue>(), p.GetRequiredService<IStoredGrains>(), p.GetRequiredService<TA.Casework.Documents.IContents>(),
            p.GetRequiredService<LastingTables>(), p.GetRequiredService<ProtectionKeys>().Keep, p.GetRequiredService<UnfinishedCopy>(), p.GetRequiredService<IGrainFactory>(), p.GetRequiredService<Sweep>()));
        var host = builder.Build();
        try
        {
            await host.Services.GetRequiredService<Migration>().AtRest(cancellation);
            await host.StartAsync(cancellation);
            return new(host);
        }
        catch
        {
            await ((IAsyncDisposable)host).DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}
