using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Protocol.Responses;

/// <summary>What a <c>response</c> object has to say at one moment of an answer.</summary>
sealed record ResponseState
{
    public required string Id { get; init; }

    public required string Model { get; init; }

    /// <summary>Unix seconds, as the provider said them; 0 where it said nothing.</summary>
    public long CreatedAt { get; init; }

    /// <summary>The status to write; null keeps the provider's own.</summary>
    public string? Status { get; init; }

    public string? IncompleteReason { get; init; }

    public GatewayError? Error { get; init; }

    public TokenUsage? Usage { get; init; }

    /// <summary>The JSON array of the output items.</summary>
    public required ReadOnlyMemory<byte> Output { get; init; }

    public string OutputText { get; init; } = "";

    /// <summary>The status and reason that say why an answer stopped (protocols.md, table 6.2).</summary>
    public static (string Status, string? IncompleteReason) Of(StopReason? stop) => stop switch
    {
        { Kind: StopKind.MaxTokens } => ("incomplete", "max_output_tokens"),
        { Kind: StopKind.ContentFilter } => ("incomplete", "content_filter"),
        _ => ("completed", null),
    };
}
