using System.Net.Sockets;
using LuthienProxy.Host.Settings;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace LuthienProxy.Host.Composition;

/// <summary>The socket in the file system that administrators on this machine reach the gateway by. Only the owner of the process may use it (mode 0600).</summary>
/// <remarks>
/// It serves what the port serves, and asks for the same keys: who may open the file may not thereby change anything. The data directory is locked by then, so that
/// what lies in it at the socket's place is what a dead process has left.
/// </remarks>
static class AdminSocket
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The longest path that a socket's address holds on every system, in bytes.</summary>
    const int LongestPath = 103;

    /// <summary>Where it is; null when there is none.</summary>
    public static string? PathOf(GatewaySettings settings) => settings.Admin.Socket is "" or "off" || OperatingSystem.IsWindows()
        ? null
        : Path.GetFullPath(Path.Combine(settings.DataDirectory, settings.Admin.Socket));

    /// <summary>Why it cannot be had at its path; null when nothing speaks against it.</summary>
    public static string? Objection(GatewaySettings settings) => PathOf(settings) is { } path && System.Text.Encoding.UTF8.GetByteCount(path) > LongestPath
        ? $"The gateway has no socket for pbm: {path} is longer than the {LongestPath} bytes that a socket's path may have. Set luthien.admin.socket to a shorter one, or to off."
        : null;

    /// <summary>Makes the sockets that the server listens on: as the framework does, and those in the file system for their owner alone.</summary>
    public static void Configure(SocketTransportOptions transport) => transport.CreateBoundListenSocket = endpoint =>
        endpoint is UnixDomainSocketEndPoint file ? Bind(file) : SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);

    static Socket Bind(UnixDomainSocketEndPoint endpoint)
    {
        var path = endpoint.ToString()!;
        MakeRoom(path);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(endpoint);
            // Nobody can connect before the server listens, which is after this.
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, OwnerOnly);
            return socket;
        }
        catch (Exception cause) when (cause is SocketException or IOException or UnauthorizedAccessException)
        {
            socket.Dispose();
            throw new StartRefusedException([$"luthien.admin.socket {path} cannot be had: {cause.Message}"], cause);
        }
    }

    static void MakeRoom(string path)
    {
        if (!Path.Exists(path))
            return;
        // Of sockets .NET tells no more than that they hold nothing.
        if (Directory.Exists(path) || new FileInfo(path).Length > 0)
            throw new StartRefusedException([$"luthien.admin.socket {path} is there already, and is no socket. Remove it, or name another path."]);
        if (IsAnswered(path))
            throw new StartRefusedException([$"luthien.admin.socket {path} is answered by another process. Stop that one, or name another path."]);
        File.Delete(path);
    }

    static bool IsAnswered(string path)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
