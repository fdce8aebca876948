using System.Runtime.InteropServices;
using System.Security.Cryptography;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Pipeline.Recording;

/// <summary>Decides what one call's record keeps of bytes: all of them, or a marker that says why not (000-20, 002-29). The state of one call; needs the recorder's lock.</summary>
sealed class PayloadKeeper(RecordingOptions options, RecordingHealth health)
{
    /// <summary>What is kept of the beginning of a payload over a limit: enough for a person to see what it was.</summary>
    const int HeadBytes = 4 * 1024;

    long _kept;

    /// <summary>How many payloads were over a limit.</summary>
    public int Truncated { get; private set; }

    /// <summary>The bytes of those payloads.</summary>
    public long TruncatedBytes { get; private set; }

    public Payload Keep(ReadOnlyMemory<byte> bytes)
    {
        var isOversize = bytes.Length > options.MaxEventBytes || _kept + bytes.Length > options.MaxTransactionBytes;
        if (isOversize)
            CountTruncated(bytes.Length);
        if (options.Content == JournalContent.Hash)
            return Cut(bytes, CutReason.HashOnly);
        if (health.IsDegraded)
            return Cut(bytes, CutReason.Degraded);
        if (isOversize)
            return Cut(bytes, CutReason.Oversize);
        _kept += bytes.Length;
        return new Payload.Whole(bytes);
    }

    /// <summary>The marker for bytes that a policy removed.</summary>
    public static Payload Redact(ReadOnlyMemory<byte> bytes) => Cut(bytes, CutReason.Redacted);

    static Payload.Cut Cut(ReadOnlyMemory<byte> bytes, CutReason reason)
    {
        var head = reason == CutReason.Oversize ? bytes[..Math.Min(bytes.Length, HeadBytes)].ToArray() : default;
        return new(bytes.Length, ImmutableCollectionsMarshal.AsImmutableArray(SHA256.HashData(bytes.Span)), head, reason);
    }

    void CountTruncated(int bytes)
    {
        // One call that is cut a thousand times is one call: sustained truncation is about many.
        if (Truncated++ == 0)
            health.CallTruncated();
        TruncatedBytes += bytes;
    }
}
