using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Pipeline.Replays;

/// <summary>What a call would have come to. Immutable.</summary>
public sealed record ReplayResult
{
    /// <summary>How it would have ended; null where the record ends before the call would have.</summary>
    public TransactionOutcome? Outcome { get; init; }

    /// <summary>The body that would have gone upstream; null where nothing would have.</summary>
    public ReadOnlyMemory<byte>? Forwarded { get; init; }

    /// <summary>The HTTP status that the client would have seen; null for none.</summary>
    public int? Status { get; init; }

    /// <summary>The body that the client would have got, as far as the record goes.</summary>
    public ReadOnlyMemory<byte> Delivered { get; init; }

    /// <summary>What the policies decided, in order.</summary>
    public IReadOnlyList<PolicyDecided> Decisions { get; init; } = [];

    /// <summary>The models that policies asked, in order.</summary>
    public IReadOnlyList<JudgeCalled> Judges { get; init; } = [];

    /// <summary>How long the policies took, all stages together, judges that answered from the record not counted.</summary>
    public TimeSpan InPolicies { get; init; }
}
