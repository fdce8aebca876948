using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Storage.Queries.Content;

/// <summary>An answer, decoded; streamed or not.</summary>
public sealed record ResponseView
{
    /// <summary>The answer's blocks in order.</summary>
    public IReadOnlyList<ContentView> Blocks { get; init; } = [];

    /// <summary>Why the model stopped, in the provider's word; of parallel answers, the first one's.</summary>
    public string? StopReason { get; init; }

    /// <summary>The token counts within the answer.</summary>
    public TokenUsage? Usage { get; init; }

    /// <summary>The error that the answer is, or ends with; null when it is none.</summary>
    public string? Error { get; init; }

    /// <summary>Whether the answer came to its end; false for one that broke off.</summary>
    public bool IsComplete { get; init; }
}
