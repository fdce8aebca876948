using System.Collections.Frozen;

namespace LuthienProxy.Pipeline.Upstreams;

/// <summary>Which headers travel in which direction (design.md, "Interfaces fixed for everyone"; RFC 9110 §7.6.1 for hop-by-hop).</summary>
public static class HeaderRules
{
    static readonly FrozenSet<string> HopByHop = new[]
    {
        "connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    static readonly FrozenSet<string> NotUpstream = new[]
    {
        "host", "content-length", "content-encoding", "accept-encoding", "cookie", "forwarded", "expect",
        "authorization", "x-api-key", "api-key",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    static readonly FrozenSet<string> NotToClient = new[] { "set-cookie", "content-length", "content-encoding", "content-type" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Whether a client's header goes upstream. Credentials never do by themselves: the one that was chosen is added apart.
    /// A content encoding was undone when the body was read.
    /// </summary>
    public static bool GoesUpstream(string name) =>
        !HopByHop.Contains(name) && !NotUpstream.Contains(name) && !IsForwarding(name) && !IsOurs(name) && !name.StartsWith(':');

    /// <summary>
    /// Whether an upstream's header comes back to the client. Content type and length are set apart, by what is really sent.
    /// </summary>
    public static bool ComesBack(string name) => !HopByHop.Contains(name) && !NotToClient.Contains(name) && !IsOurs(name);

    static bool IsForwarding(string name) => name.StartsWith("x-forwarded-", StringComparison.OrdinalIgnoreCase);

    static bool IsOurs(string name) => name.StartsWith("x-luthien-", StringComparison.OrdinalIgnoreCase);
}
