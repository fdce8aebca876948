using System.Text.Json.Serialization;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Queries.Json;

namespace LuthienProxy.Storage.Queries.Diff;

/// <summary>
/// What the policies made of a call. Before is what came (from the client, from the upstream), after is what went (upstream, to the client).
/// </summary>
public sealed record CallDiff
{
    /// <summary>The call's id.</summary>
    [JsonConverter(typeof(TransactionIdJson))]
    public required TransactionId TransactionId { get; init; }

    /// <summary>The wire format's name.</summary>
    public required string Format { get; init; }

    /// <summary>Whether the answer was streamed.</summary>
    public bool IsStream { get; init; }

    /// <summary>Whether anything differs.</summary>
    public bool IsChanged { get; init; }

    /// <summary>The request; null when it is not on record, is no conversation, or went nowhere.</summary>
    public RequestDiff? Request { get; init; }

    /// <summary>The answer; null when there is none on either side, or it is not on record.</summary>
    public ResponseDiff? Response { get; init; }

    /// <summary>Why content is missing or not whole, in plain words; empty when it is all there.</summary>
    public IReadOnlyList<string> Gaps { get; init; } = [];
}
