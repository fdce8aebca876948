using System.Collections.Immutable;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Protocol.Journal;

/// <summary>The figures of a call that has ended. Null means unknown.</summary>
public sealed record TransactionSummary
{
    /// <summary>The HTTP status that the client saw; 499 when it left before one.</summary>
    public int? Status { get; init; }

    /// <summary>Bytes of the upstream's body that were read.</summary>
    public long BytesReceived { get; init; }

    /// <summary>Bytes of the body that the client's transport accepted, to the byte.</summary>
    public long BytesDelivered { get; init; }

    /// <summary>From the start of the call to the upstream's first byte.</summary>
    public TimeSpan? TimeToFirstByte { get; init; }

    /// <summary>The whole call.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Why the model stopped, in the provider's own word.</summary>
    public string? StopReason { get; init; }

    /// <summary>The provider's token counts.</summary>
    public TokenUsage? Usage { get; init; }

    /// <summary>What the gateway mended in the answer, by kind.</summary>
    public ImmutableSortedDictionary<string, int> Repairs { get; init; } = ImmutableSortedDictionary<string, int>.Empty;

    /// <summary>The error's code, where the call ended with one.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The error as the client was told it.</summary>
    public string? Error { get; init; }

    /// <inheritdoc/>
    public bool Equals(TransactionSummary? other) =>
        other is not null && Figures == other.Figures && Words == other.Words && Usage == other.Usage && HasRepairsOf(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Figures, Words, Usage, Repairs.Count);

    (int?, long, long, TimeSpan?, TimeSpan?) Figures => (Status, BytesReceived, BytesDelivered, TimeToFirstByte, Duration);

    (string?, string?, string?) Words => (StopReason, ErrorCode, Error);

    // Whatever order the two dictionaries have.
    bool HasRepairsOf(TransactionSummary other) =>
        Repairs.Count == other.Repairs.Count && Repairs.All(repair => other.Repairs.TryGetValue(repair.Key, out var count) && count == repair.Value);
}
