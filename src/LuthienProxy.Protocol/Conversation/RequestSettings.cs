using System.Text.Json;

namespace LuthienProxy.Protocol.Conversation;

/// <summary>The settings of a request that have a common meaning; all others pass untouched in the raw body.</summary>
public sealed record RequestSettings
{
    /// <summary>The most tokens the answer may have.</summary>
    public long? MaxOutputTokens { get; init; }

    /// <summary>Sampling temperature.</summary>
    public double? Temperature { get; init; }

    /// <summary>Nucleus sampling.</summary>
    public double? TopP { get; init; }

    /// <summary>Reasoning effort, the provider's word (<c>reasoning_effort</c>, <c>reasoning.effort</c>, <c>output_config.effort</c>).</summary>
    public string? ReasoningEffort { get; init; }

    /// <summary>Anthropic's <c>thinking</c>, OpenAI's <c>reasoning</c> object, as it came.</summary>
    public JsonElement? Reasoning { get; init; }

    /// <summary>Verbosity (<c>verbosity</c>, <c>text.verbosity</c>).</summary>
    public string? Verbosity { get; init; }

    /// <summary>The forced or allowed tool choice, as it came.</summary>
    public JsonElement? ToolChoice { get; init; }

    /// <summary>Stop sequences.</summary>
    public IReadOnlyList<string> StopSequences { get; init; } = [];

    /// <summary>Structured output: <c>response_format</c>, <c>text.format</c>, <c>output_config.format</c>, as it came.</summary>
    public JsonElement? OutputFormat { get; init; }

    /// <summary>End-user or session identification (<c>metadata.user_id</c>, <c>user</c>, <c>safety_identifier</c>).</summary>
    public string? User { get; init; }
}
