using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;
using System.Buffers;
using System.Text.Json;

namespace LuthienProxy.Protocol.Chat;

/// <summary>Token counts in Chat Completions' words.</summary>
static class ChatUsage
{
    /// <summary>Reads the object of <c>usage</c>.</summary>
    public static TokenUsage Read(ReadOnlyMemory<byte> json)
    {
        var usage = JsonFields.Parse(json, maxDepth: 2048);
        return new()
        {
            Input = usage.LongField("prompt_tokens"u8),
            Output = usage.LongField("completion_tokens"u8),
            CacheRead = usage.Field("prompt_tokens_details"u8).LongField("cached_tokens"u8),
            Reasoning = usage.Field("completion_tokens_details"u8).LongField("reasoning_tokens"u8),
        };
    }

    /// <summary>Writes the object of <c>usage</c>; the clients need all three sums.</summary>
    public static void Write(IBufferWriter<byte> output, TokenUsage usage)
    {
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        json.WriteNumber("prompt_tokens"u8, usage.Input ?? 0);
        json.WriteNumber("completion_tokens"u8, usage.Output ?? 0);
        json.WriteNumber("total_tokens"u8, (usage.Input ?? 0) + (usage.Output ?? 0));
        WriteDetail(json, "prompt_tokens_details"u8, "cached_tokens"u8, usage.CacheRead);
        WriteDetail(json, "completion_tokens_details"u8, "reasoning_tokens"u8, usage.Reasoning);
        json.WriteEndObject();
    }

    static void WriteDetail(Utf8JsonWriter json, ReadOnlySpan<byte> group, ReadOnlySpan<byte> name, long? count)
    {
        if (count is not { } value)
            return;
        json.WriteStartObject(group);
        json.WriteNumber(name, value);
        json.WriteEndObject();
    }
}
