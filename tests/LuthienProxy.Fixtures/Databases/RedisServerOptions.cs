using System.Security.Cryptography.X509Certificates;

namespace LuthienProxy.Fixtures.Databases;

/// <summary>How a test wants its Redis to be.</summary>
public sealed record RedisServerOptions
{
    /// <summary>The password of the default user; null: none.</summary>
    public string? Password { get; init; }

    /// <summary>With its private key: the server speaks TLS only, as <c>localhost</c>. Null: plain.</summary>
    public X509Certificate2? Certificate { get; init; }
}
