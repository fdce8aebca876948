using System.Security.Cryptography;
using System.Text;

namespace LuthienProxy.Host.Auth;

/// <summary>A key by its digest, so that comparing one with it takes the same time whatever differs. Thread-safe.</summary>
sealed class KeyDigest(string key)
{
    readonly byte[] _digest = Of(key);

    /// <summary>Whether this is the key.</summary>
    public bool Matches(ReadOnlySpan<char> presented) => CryptographicOperations.FixedTimeEquals(_digest, Of(presented));

    // Digests have one length, so the comparison tells nothing of the key's.
    static byte[] Of(ReadOnlySpan<char> key) => SHA256.HashData(Encoding.UTF8.GetBytes(key.ToArray()));
}
