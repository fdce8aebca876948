using System.Diagnostics.CodeAnalysis;

namespace LuthienProxy.Activity.Redis;

/// <summary>Where Redis is, and how to get in: <c>redis://[:password@]host[:port][/database]</c>, or <c>rediss://</c> with TLS. Its text holds no password.</summary>
public sealed record RedisTarget
{
    const int DefaultPort = 6379;
    const int MostDatabases = 1024;

    RedisTarget(string host, int port, bool isTls) => (Host, Port, IsTls) = (host, port, isTls);

    /// <summary>The host.</summary>
    public string Host { get; }

    /// <summary>The port.</summary>
    public int Port { get; }

    /// <summary>Whether the connection is encrypted, and the server's certificate checked.</summary>
    public bool IsTls { get; }

    /// <summary>The password; null without one. Never logged.</summary>
    internal string? Password { get; private init; }

    /// <summary>The database that keys are in.</summary>
    public int Database { get; private init; }

    /// <summary>Reads a URL.</summary>
    /// <param name="text">The URL.</param>
    /// <param name="target">What it says.</param>
    /// <param name="problem">What is wrong with it, continuing a sentence; never repeats any of it, for it may hold a password.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out RedisTarget? target, [NotNullWhen(false)] out string? problem)
    {
        target = null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("redis" or "rediss") || url.Host.Length == 0 || url.Fragment.Length > 0)
        {
            problem = "must be redis://[:password@]host[:port][/database], or rediss:// with TLS.";
            return false;
        }
        var user = url.UserInfo.Split(':', 2);
        var database = 0;
        problem = url switch
        {
            // The client library speaks the AUTH of a password alone.
            _ when user[0] is not ("" or "default") => "names a user: only the default user can be used, with a password (redis://:password@host).",
            { Query.Length: > 0 } => "has options after a question mark: there are none.",
            _ when url.AbsolutePath.Trim('/') is { Length: > 0 } path && !(int.TryParse(path, out database) && database is >= 0 and < MostDatabases) => "has a path that is no database's number.",
            _ => null,
        };
        if (problem is null)
        {
            target = new(url.Host.Trim('[', ']'), url.Port > 0 ? url.Port : DefaultPort, url.Scheme == "rediss")
            {
                Password = user.Length > 1 && user[1].Length > 0 ? Uri.UnescapeDataString(user[1]) : null,
                Database = database,
            };
        }
        return problem is null;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{(IsTls ? "rediss" : "redis")}://{Host}:{Port}/{Database}";
}
