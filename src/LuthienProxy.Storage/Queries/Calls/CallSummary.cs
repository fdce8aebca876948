using System.Text.Json.Serialization;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Queries.Json;

namespace LuthienProxy.Storage.Queries.Calls;

/// <summary>One call as lists show it. Null means unknown, or not yet known.</summary>
public sealed record CallSummary
{
    /// <summary>The call's id.</summary>
    [JsonConverter(typeof(TransactionIdJson))]
    public required TransactionId TransactionId { get; init; }

    /// <summary>When it was taken, UTC.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When it ended, UTC; null while it is open.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The gateway process that took it.</summary>
    public required string Node { get; init; }

    /// <summary>The wire format's name.</summary>
    public required string Format { get; init; }

    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>The path, without its query.</summary>
    public required string Path { get; init; }

    /// <summary>The model asked for; empty when the call is about none.</summary>
    public required string Model { get; init; }

    /// <summary>Whether a stream was asked for.</summary>
    public bool IsStream { get; init; }

    /// <summary>What the call was for.</summary>
    [JsonConverter(typeof(SnakeCaseJson<CallKind>))]
    public CallKind Kind { get; init; }

    /// <summary>The agent's session.</summary>
    public string? SessionId { get; init; }

    /// <summary>The W3C trace.</summary>
    public string? TraceId { get; init; }

    /// <summary>A short line that tells the call from others.</summary>
    public string? Title { get; init; }

    /// <summary>The upstream that was asked.</summary>
    public string? Upstream { get; init; }

    /// <summary>The upstream's HTTP status.</summary>
    public int? UpstreamStatus { get; init; }

    /// <summary>Where the call stands.</summary>
    [JsonConverter(typeof(SnakeCaseJson<CallState>))]
    public CallState State { get; init; }

    /// <summary>The HTTP status that the client saw.</summary>
    public int? Status { get; init; }

    /// <summary>Why the model stopped, in the provider's word.</summary>
    public string? StopReason { get; init; }

    /// <summary>The error's code.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The error as the client was told it.</summary>
    public string? Error { get; init; }

    /// <summary>Whether a policy changed or stopped something.</summary>
    public bool IsIntervened { get; init; }

    /// <summary>The provider's token counts.</summary>
    public TokenUsage? Usage { get; init; }

    /// <summary>Bytes of the upstream's body that were read.</summary>
    public long BytesReceived { get; init; }

    /// <summary>Bytes of the body that the client's transport accepted.</summary>
    public long BytesDelivered { get; init; }

    /// <summary>From the start of the call to the upstream's first byte, in milliseconds.</summary>
    public double? FirstByteMs { get; init; }

    /// <summary>The whole call, in milliseconds.</summary>
    public double? DurationMs { get; init; }

    /// <summary>How many events are on record.</summary>
    public int EventCount { get; init; }
}
