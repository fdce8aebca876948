using System.Text.Json.Serialization;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Queries.Json;

namespace LuthienProxy.Storage.Queries.Calls;

/// <summary>The bytes that a client was delivered, as they are on record, with their times.</summary>
public sealed record CallDelivery
{
    /// <summary>The call.</summary>
    [JsonConverter(typeof(TransactionIdJson))]
    public required TransactionId TransactionId { get; init; }

    /// <summary>Its wire format.</summary>
    public required string Format { get; init; }

    /// <summary>Whether the answer is a stream.</summary>
    public required bool IsStream { get; init; }

    /// <summary>The pieces in their order, as the record has them: a segment may hold many deltas.</summary>
    public required IReadOnlyList<DeliveredBytes> Pieces { get; init; }

    /// <summary>Why bytes are missing, in plain words; empty when they are all there.</summary>
    public required IReadOnlyList<string> Gaps { get; init; }
}
