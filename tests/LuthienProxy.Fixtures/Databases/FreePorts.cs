using System.Net;
using System.Net.Sockets;

namespace LuthienProxy.Fixtures.Databases;

/// <summary>Ports for servers that are stopped and started again. Below those that the system gives to outgoing connections: one of these could take it while the server is down.</summary>
public static class FreePorts
{
    /// <summary>A port that nobody listens on.</summary>
    public static int Take()
    {
        while (true)
        {
            var port = Random.Shared.Next(15_000, 32_000);
            if (IsFree(port))
                return port;
        }
    }

    static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
