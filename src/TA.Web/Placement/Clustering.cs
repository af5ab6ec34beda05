using System.Net;
using Orleans.Configuration;
using TA.Casework.Storage;

namespace TA.Web.Placement;

/// <summary>Lets the silo find the others.</summary>
internal static class Clustering
{
    /// <summary>Alone on free ports of this machine, so that two sites run side by side; or a member of a cluster that PostgreSQL keeps the list of.</summary>
    public static ISiloBuilder JoinCluster(this ISiloBuilder silo, Placed placed, SqlDatabase database)
    {
        if (placed.Membership is not { } member)
        {
            var ports = LoopbackPorts.Free();
            // A silo that finds one that has not joined within five minutes takes it for dead, itself too when the clock is put forward just then: the only one would end its own process.
            silo.Configure<ClusterMembershipOptions>(options => options.EvictWhenMaxJoinAttemptTimeExceeded = false);
            return silo.UseLocalhostClustering(ports.Silo, ports.Gateway);
        }

        silo.UseAdoNetClustering(options =>
        {
            options.Invariant = "Npgsql";
            options.DataSource = database.Server;
        });
        silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (member.ClusterId, member.ServiceId));
        // A silo that joins asks all others that said of late that they are there, and takes those that did not for dead. Where all were killed at once it waits for so long; one that could not
        // say so, because the database was away, must not be taken for dead.
        silo.Configure<ClusterMembershipOptions>(options => (options.IAmAliveTablePublishTimeout, options.NumMissedTableIAmAliveLimit) = (TimeSpan.FromSeconds(10), 4));
        silo.Configure<SiloOptions>(options => options.SiloName = member.SiloName);
        return member.Address is { } address
            ? silo.ConfigureEndpoints(address, member.SiloPort, member.GatewayPort, listenOnAnyHostAddress: !IPAddress.IsLoopback(address))
            : silo.ConfigureEndpoints(member.SiloPort, member.GatewayPort, listenOnAnyHostAddress: true);
    }
}
