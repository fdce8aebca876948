using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Wire;
using LuthienProxy.Storage.Queries.Calls;

namespace LuthienProxy.Storage.Queries.Records;

/// <summary>A call as it came and as it went, byte for byte as far as it is on record: what it takes to run it again. Immutable.</summary>
public sealed record CallRecord
{
    /// <summary>What lists show of it.</summary>
    public required CallSummary Call { get; init; }

    /// <summary>The wire format; null for a call of a format that this version does not know.</summary>
    public IWireFormat? Format { get; init; }

    /// <summary>The client's headers that are on the allow-list.</summary>
    public IReadOnlyList<RecordedHeader> RequestHeaders { get; init; } = [];

    /// <summary>The body that the client sent; null when it is not, or no longer, on record.</summary>
    public ReadOnlyMemory<byte>? Request { get; init; }

    /// <summary>Whether a request went to an upstream.</summary>
    public bool WasForwarded { get; init; }

    /// <summary>The body that went upstream; null when nothing went there, or it is not on record.</summary>
    public ReadOnlyMemory<byte>? Forwarded { get; init; }

    /// <summary>The upstream's status and its headers on the allow-list; null when none answered.</summary>
    public UpstreamResponded? Responded { get; init; }

    /// <summary>What the upstream sent, in the pieces that are on record, up to where the record has a hole.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Original { get; init; } = [];

    /// <summary>What the client's transport accepted, up to where the record has a hole.</summary>
    public ReadOnlyMemory<byte> Delivered { get; init; }

    /// <summary>Whether all that was delivered is on record.</summary>
    public bool IsDeliveredWhole { get; init; }

    /// <summary>What the policies decided, in order.</summary>
    public IReadOnlyList<PolicyDecided> Decisions { get; init; } = [];

    /// <summary>The models that policies asked, in order.</summary>
    public IReadOnlyList<JudgeCalled> Judges { get; init; } = [];

    /// <summary>How it ended; null while nobody knows.</summary>
    public TransactionEnded? Ended { get; init; }

    /// <summary>Why it cannot be run again as it was, in plain words; empty when it can.</summary>
    public IReadOnlyList<string> Gaps { get; init; } = [];
}
