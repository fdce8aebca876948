using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using LuthienProxy.Host.Auth;

namespace LuthienProxy.Host.SignIn;

/// <summary>
/// Makes the cookie of a session, and reads only what was made with the same admin key: by this node, by another, or by this one before a restart. Thread-safe.
/// </summary>
/// <remarks>A cookie is <c>version (1) | id (16) | begun (8) | seen (8) | HMAC-SHA-256 of these (32)</c>, in base64url.</remarks>
sealed class TicketSeal(AdminKey key)
{
    const byte Version = 1;
    const int IdBytes = 16;
    const int BegunAt = 1 + IdBytes;
    const int SeenAt = BegunAt + sizeof(long);
    const int SealAt = SeenAt + sizeof(long);
    const int Length = SealAt + HMACSHA256.HashSizeInBytes;

    /// <summary>Whoever sees a cookie can try admin keys against it without asking us; with a key that somebody made up, each try shall cost.</summary>
    const int Iterations = 200_000;

    // Made when the first cookie comes or goes: it takes a good part of a second, and an agent's gateway may never need it.
    readonly Lazy<Keys> _keys = new(() => Keys.Of(key.Value));

    /// <summary>A name for a new session.</summary>
    public static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));

    /// <summary>The cookie of a session.</summary>
    public string Close(Ticket ticket)
    {
        Span<byte> bytes = stackalloc byte[Length];
        bytes[0] = Version;
        Convert.FromHexString(ticket.Id).CopyTo(bytes[1..]);
        BinaryPrimitives.WriteInt64BigEndian(bytes[BegunAt..], ticket.BegunAt.ToUnixTimeSeconds());
        BinaryPrimitives.WriteInt64BigEndian(bytes[SeenAt..], ticket.SeenAt.ToUnixTimeSeconds());
        HMACSHA256.HashData(_keys.Value.Seal, bytes[..SealAt], bytes[SealAt..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>The session of a cookie; null when it is none of ours.</summary>
    public Ticket? Open(string cookie)
    {
        Span<byte> bytes = stackalloc byte[Length];
        if (cookie.Length != Base64Url.GetEncodedLength(Length) || Base64Url.DecodeFromChars(cookie, bytes, out _, out var count) != OperationStatus.Done || count != Length || bytes[0] != Version)
            return null;
        Span<byte> seal = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_keys.Value.Seal, bytes[..SealAt], seal);
        return CryptographicOperations.FixedTimeEquals(seal, bytes[SealAt..])
            ? new Ticket(Convert.ToHexStringLower(bytes[1..BegunAt]), TimeAt(bytes[BegunAt..]), TimeAt(bytes[SeenAt..]))
            : null;
    }

    /// <summary>What changes of this session must carry: only the pages of this gateway can read it.</summary>
    public string CsrfOf(Ticket ticket) => Base64Url.EncodeToString(HMACSHA256.HashData(_keys.Value.Csrf, Encoding.ASCII.GetBytes(ticket.Id)));

    static DateTimeOffset TimeAt(ReadOnlySpan<byte> bytes) => DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(bytes));

    sealed record Keys(byte[] Seal, byte[] Csrf)
    {
        public static Keys Of(string adminKey)
        {
            var root = Rfc2898DeriveBytes.Pbkdf2(adminKey, "LuthienProxy session"u8, Iterations, HashAlgorithmName.SHA256, HMACSHA256.HashSizeInBytes);
            return new(Expand(root, "cookie"u8), Expand(root, "csrf"u8));
        }

        static byte[] Expand(byte[] root, ReadOnlySpan<byte> use)
        {
            var derived = new byte[HMACSHA256.HashSizeInBytes];
            HKDF.Expand(HashAlgorithmName.SHA256, root, derived, use);
            return derived;
        }
    }
}
