namespace LuthienProxy.Protocol.Conversation;

/// <summary>
/// Token counts in the provider's own accounting; null where it said nothing. Anthropic's <see cref="Input"/> excludes cached tokens,
/// OpenAI's includes them (protocols.md, section 6.2).
/// </summary>
public sealed record TokenUsage
{
    /// <summary>Tokens of the prompt.</summary>
    public long? Input { get; init; }

    /// <summary>Tokens of the answer, reasoning included.</summary>
    public long? Output { get; init; }

    /// <summary>Prompt tokens read from the provider's cache.</summary>
    public long? CacheRead { get; init; }

    /// <summary>Prompt tokens written to the provider's cache.</summary>
    public long? CacheCreation { get; init; }

    /// <summary>Tokens of the answer spent on reasoning.</summary>
    public long? Reasoning { get; init; }
}
