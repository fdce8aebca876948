using System.Text.Json;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;

namespace LuthienProxy.Protocol.Responses;

/// <summary>Decodes what a request asks. Never throws for valid JSON: what is not known here is opaque.</summary>
static class PromptDecoder
{
    public static Prompt Decode(ReadOnlyMemory<byte> body, int maxDepth)
    {
        var request = JsonFields.Parse(body, maxDepth + 1);
        var input = request.Field("input"u8);
        List<Message> messages = input.AsText() is { } text
            ? [new("user", [new ContentPart.Text(text, input)], input)]
            : [.. input.Items().Select(InputItems.Decode)];
        var additional = input.Items().Where(item => item.TextField("type"u8) == "additional_tools").SelectMany(item => item.ItemsOf("tools"u8));
        return new(
            InputItems.Parts(request.Field("instructions"u8)),
            messages,
            [.. request.ItemsOf("tools"u8).Concat(additional).SelectMany(Tools)],
            Settings(request));
    }

    /// <summary>A namespace is a tool and holds tools: both are listed, so that a policy can judge either.</summary>
    static IEnumerable<ToolDefinition> Tools(JsonElement tool)
    {
        var kind = tool.TextField("type"u8) ?? "";
        yield return new(tool.TextField("name"u8) ?? kind, kind, tool.TextField("description"u8), tool);
        foreach (var inner in tool.ItemsOf("tools"u8))
            yield return new(inner.TextField("name"u8) ?? "", inner.TextField("type"u8) ?? "function", inner.TextField("description"u8), inner);
    }

    static RequestSettings Settings(JsonElement request)
    {
        var reasoning = request.Field("reasoning"u8);
        var text = request.Field("text"u8);
        return new()
        {
            MaxOutputTokens = request.LongField("max_output_tokens"u8),
            Temperature = request.DoubleField("temperature"u8),
            TopP = request.DoubleField("top_p"u8),
            ReasoningEffort = reasoning.TextField("effort"u8),
            Reasoning = request.OptionalField("reasoning"u8),
            Verbosity = text.TextField("verbosity"u8),
            ToolChoice = request.OptionalField("tool_choice"u8),
            OutputFormat = text.OptionalField("format"u8),
            User = request.TextField("safety_identifier"u8) ?? request.TextField("user"u8),
        };
    }
}
