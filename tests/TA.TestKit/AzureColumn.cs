using System.Diagnostics;
using TA.Casework.Storage;

namespace TA.TestKit;

/// <summary>The settings of a machine of the Azure column, on a PostgreSQL database and an Azurite of this machine.</summary>
public static class AzureColumn
{
    /// <summary>The settings, as the environment has them.</summary>
    public static Dictionary<string, string> Settings(string database, string account)
    {
        var ports = LoopbackPorts.Free();
        return new()
        {
            ["Profile"] = "Azure",
            ["Storage__ConnectionString"] = account,
            ["Database__ConnectionString"] = database,
            ["Clustering__Address"] = "127.0.0.1",
            ["Clustering__SiloPort"] = $"{ports.Silo}",
            ["Clustering__GatewayPort"] = $"{ports.Gateway}",
            ["Clustering__SiloName"] = $"silo-{ports.Silo}",
            ["Mail__Host"] = "",
        };
    }

    /// <summary>Waits until a site says where it listens, three minutes at most.</summary>
    public static async Task<Uri> Address(Process site)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var line = await site.StandardOutput.ReadLineAsync(limit.Token)
            ?? throw new InvalidOperationException($"The site has ended: {await site.StandardError.ReadToEndAsync(limit.Token)}");
        return new(line["TA is ready at ".Length..]);
    }
}
