using System.Net;
using System.Net.Sockets;

namespace TA.Casework.Storage;

/// <summary>Free ports of the loopback address for a silo and its gateway, so that several processes run side by side on one machine.</summary>
/// <param name="Silo">Port for traffic between silos.</param>
/// <param name="Gateway">Port for clients of the cluster.</param>
public readonly record struct LoopbackPorts(int Silo, int Gateway)
{
    /// <summary>Two ports that are free at this moment. They are not reserved: another process could take one before it is used, which then fails to start.</summary>
    public static LoopbackPorts Free()
    {
        using var first = new TcpListener(IPAddress.Loopback, 0);
        using var second = new TcpListener(IPAddress.Loopback, 0);
        first.Start();
        second.Start();
        return new LoopbackPorts(Port(first), Port(second));
    }

    private static int Port(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;
}
