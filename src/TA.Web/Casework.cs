using System.Net;
using System.Net.Sockets;
using Orleans.Configuration;
using TA.Casework.Documents;
using TA.Casework.Storage;
using TA.Casework.UseCases;

namespace TA.Web;

/// <summary>Puts the silo and the use cases into the site.</summary>
internal static class Casework
{
    /// <summary>Adds them, on the data folder of the settings. Silo ports are free ones of this machine, so that two sites run side by side.</summary>
    public static void AddCasework(this WebApplicationBuilder builder, SiteSettings settings)
    {
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(FreePort(), FreePort())
            .Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = TimeSpan.FromSeconds(25))
            .AddSqliteGrainStorage(settings.DataFolder));
        builder.Services.AddEngagementSerialization().AddUseCases();
        builder.Services.AddSingleton(new DocumentStore(Path.Combine(settings.DataFolder, "documents")));
        builder.Services.AddSingleton<IEngagementCatalogue>(new SqliteCatalogue(settings.DataFolder));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
