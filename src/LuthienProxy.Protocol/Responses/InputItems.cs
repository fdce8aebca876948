using System.Text.Json;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;

namespace LuthienProxy.Protocol.Responses;

/// <summary>Decodes the items of a request's <c>input</c>.</summary>
static class InputItems
{
    /// <summary>One item as a message: messages themselves, calls and reasoning of the assistant, results of tools.</summary>
    public static Message Decode(JsonElement item)
    {
        var role = item.TextField("role"u8);
        return item.TextField("type"u8) switch
        {
            "message" or null when role is not null => new(role, Parts(item.Field("content"u8)), item),
            "function_call" => new("assistant", [Call(item, "arguments"u8)], item),
            "custom_tool_call" => new("assistant", [Call(item, "input"u8)], item),
            "function_call_output" or "custom_tool_call_output" =>
                new("tool", [new ContentPart.ToolResult(item.TextField("call_id"u8) ?? "", Parts(item.Field("output"u8)), IsError: false, item)], item),
            "reasoning" => new("assistant", [new ContentPart.Thinking(ReasoningText(item), item.TextField("encrypted_content"u8), item)], item),
            var other => new(role ?? "assistant", [new ContentPart.Opaque(other ?? "", item)], item),
        };
    }

    /// <summary>Content that is a plain string or a list of parts; nothing when it is neither.</summary>
    public static IReadOnlyList<ContentPart> Parts(JsonElement content) => content.ValueKind switch
    {
        JsonValueKind.String => [new ContentPart.Text(content.AsText() ?? "", content)],
        JsonValueKind.Array => [.. content.EnumerateArray().Select(Part)],
        JsonValueKind.Object => [new ContentPart.Opaque(content.TextField("type"u8) ?? "", content)],
        _ => [],
    };

    static ContentPart Part(JsonElement part) => part.TextField("type"u8) switch
    {
        "input_text" or "output_text" or "text" or "summary_text" or "reasoning_text" => new ContentPart.Text(part.TextField("text"u8) ?? "", part),
        "input_image" => Image(part),
        "input_file" => new ContentPart.Document(MediaType(part.TextField("file_data"u8)), part.TextField("filename"u8), part),
        "refusal" => new ContentPart.Refusal(part.TextField("refusal"u8) ?? "", part),
        var other => new ContentPart.Opaque(other ?? "", part),
    };

    static ContentPart.Image Image(JsonElement part)
    {
        var url = part.TextField("image_url"u8);
        return new(MediaType(url), url, part);
    }

    static ContentPart.ToolCall Call(JsonElement item, ReadOnlySpan<byte> argumentsField) =>
        new(item.TextField("call_id"u8) ?? "", item.TextField("name"u8) ?? "", item.TextField(argumentsField) ?? "", item);

    static string ReasoningText(JsonElement item) =>
        string.Concat(item.ItemsOf("summary"u8).Concat(item.ItemsOf("content"u8)).Select(part => part.TextField("text"u8)));

    /// <summary>The media type of a data URL; null for anything else.</summary>
    static string? MediaType(string? url)
    {
        if (url is null || !url.StartsWith("data:"))
            return null;
        var end = url.AsSpan().IndexOfAny(';', ',');
        return end > "data:".Length ? url["data:".Length..end] : null;
    }
}
