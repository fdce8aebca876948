using System.Text.Json;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;

namespace LuthienProxy.Protocol.Anthropic;

/// <summary>Anthropic's <c>usage</c> object: cumulative totals (A5).</summary>
static class AnthropicUsage
{
    /// <summary>The counts of a usage object; what is not there is null.</summary>
    public static TokenUsage Read(JsonElement usage) => new()
    {
        Input = usage.LongField("input_tokens"u8),
        Output = usage.LongField("output_tokens"u8),
        CacheRead = usage.LongField("cache_read_input_tokens"u8),
        CacheCreation = usage.LongField("cache_creation_input_tokens"u8),
        Reasoning = usage.Field("output_tokens_details"u8).LongField("thinking_tokens"u8),
    };

    /// <summary>The later report over the earlier one, field by field: fields present overwrite.</summary>
    public static TokenUsage Merge(TokenUsage? earlier, TokenUsage later) => earlier is null ? later : new()
    {
        Input = later.Input ?? earlier.Input,
        Output = later.Output ?? earlier.Output,
        CacheRead = later.CacheRead ?? earlier.CacheRead,
        CacheCreation = later.CacheCreation ?? earlier.CacheCreation,
        Reasoning = later.Reasoning ?? earlier.Reasoning,
    };
}
