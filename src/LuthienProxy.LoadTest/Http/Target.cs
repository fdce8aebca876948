using System.Net;
using System.Net.Sockets;

namespace LuthienProxy.LoadTest.Http;

/// <summary>Where calls go.</summary>
/// <param name="Base">The base URL, without <c>/v1</c>.</param>
/// <param name="Address">The address that its host has.</param>
sealed record Target(Uri Base, IPEndPoint Address)
{
    /// <summary>Whether the connection is encrypted.</summary>
    public bool IsSecure => Base.Scheme == Uri.UriSchemeHttps;

    /// <summary>Whether it is this machine.</summary>
    public bool IsLoopback => IPAddress.IsLoopback(Address.Address);

    /// <summary>Finds the address once, so that a run asks one server and no name service under load.</summary>
    /// <exception cref="SocketException">The name has none.</exception>
    public static async Task<Target> FindAsync(Uri url, CancellationToken cancellation)
    {
        var addresses = await Dns.GetHostAddressesAsync(url.IdnHost, cancellation);
        // Servers for trying things out listen on IPv4.
        var address = addresses.FirstOrDefault(known => known.AddressFamily == AddressFamily.InterNetwork) ?? addresses[0];
        var path = url.AbsolutePath.TrimEnd('/');
        var root = path.EndsWith("/v1", StringComparison.Ordinal) ? path[..^"/v1".Length] : path;
        return new(new UriBuilder(url) { Path = root + "/", Query = "", Fragment = "" }.Uri, new(address, url.Port));
    }
}
