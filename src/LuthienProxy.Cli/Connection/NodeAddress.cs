using System.Globalization;

namespace LuthienProxy.Cli.Connection;

/// <summary>Where a gateway listens: a Unix socket, or a host and port.</summary>
/// <param name="Base">What requests are addressed to.</param>
/// <param name="Socket">The socket's path; null over TCP.</param>
sealed record NodeAddress(Uri Base, string? Socket)
{
    const string Unix = "unix:";

    /// <summary>Understands <c>unix:///path</c>, <c>unix:path</c>, <c>http(s)://host:port</c>, <c>host:port</c>, <c>host</c> and <c>:port</c>; null for anything else.</summary>
    public static NodeAddress? Parse(string text)
    {
        if (text.StartsWith(Unix, StringComparison.OrdinalIgnoreCase))
            return OfSocket(text[Unix.Length..]);
        var address = text.Contains("://", StringComparison.Ordinal) ? text : "http://" + (text.StartsWith(':') ? "127.0.0.1" + text : text);
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri is not { Scheme: "http" or "https", PathAndQuery: "/", UserInfo: "", Fragment: "" })
            return null;
        var hasPort = address[(address.IndexOf("://", StringComparison.Ordinal) + 3)..].TrimEnd('/').Split(']')[^1].Contains(':', StringComparison.Ordinal);
        return new(hasPort || uri.Scheme == "https" ? uri : new UriBuilder(uri) { Port = DefaultPort }.Uri, Socket: null);
    }

    /// <summary>Where the gateway listens when nothing else was said.</summary>
    public const int DefaultPort = 8000;

    static NodeAddress? OfSocket(string path)
    {
        // unix:///run/x.sock has an empty host; unix:run/x.sock is beside the caller.
        var file = path.StartsWith("//", StringComparison.Ordinal) ? path[2..] : path;
        return file.Length == 0 ? null : new(new Uri("http://pbm.invalid"), Path.GetFullPath(file));
    }

    /// <summary>Whether it is this machine.</summary>
    public bool IsHere => Socket is not null || Base.IsLoopback;

    /// <summary>As a prompt has room for: a socket below the present directory by its path from there.</summary>
    public string Short => Socket is not null && Path.GetRelativePath(".", Socket) is var near && !near.StartsWith("..", StringComparison.Ordinal) ? Unix + near : ToString();

    /// <inheritdoc/>
    public override string ToString() => Socket is null ? string.Create(CultureInfo.InvariantCulture, $"{Base.Host}:{Base.Port}") : Unix + "//" + Socket;
}
