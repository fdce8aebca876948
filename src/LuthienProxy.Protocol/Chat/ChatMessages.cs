using System.Text.Json;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;

namespace LuthienProxy.Protocol.Chat;

/// <summary>Reads messages of a request (protocols.md, section 6.1). Nothing throws: what is unknown is <see cref="ContentPart.Opaque"/>.</summary>
static class ChatMessages
{
    /// <summary>Reads one message. System and developer messages stay where they stand: this format has no other place for them.</summary>
    public static Message Read(JsonElement message)
    {
        var role = message.TextField("role"u8) ?? "";
        return new(role, [.. role is "tool" or "function" ? Result(message) : Parts(message)], message);
    }

    static IEnumerable<ContentPart> Result(JsonElement message)
    {
        var id = message.TextField("tool_call_id"u8) ?? message.TextField("name"u8) ?? "";
        yield return new ContentPart.ToolResult(id, [.. Content(message)], IsError: false, message);
    }

    static IEnumerable<ContentPart> Parts(JsonElement message)
    {
        foreach (var reasoning in new[] { message.Field("reasoning_content"u8), message.Field("reasoning"u8) })
            if (reasoning.AsText() is { Length: > 0 } thought)
                yield return new ContentPart.Thinking(thought, null, reasoning);
        foreach (var part in Content(message))
            yield return part;
        var refusal = message.Field("refusal"u8);
        if (refusal.AsText() is { Length: > 0 } refused)
            yield return new ContentPart.Refusal(refused, refusal);
        foreach (var call in message.ItemsOf("tool_calls"u8))
            yield return ToolCall(call);
        if (message.OptionalField("function_call"u8) is { } legacy)
            yield return new ContentPart.ToolCall("", legacy.TextField("name"u8) ?? "", legacy.TextField("arguments"u8) ?? "", legacy);
        if (message.OptionalField("audio"u8) is { } audio)
            yield return new ContentPart.Opaque("audio", audio);
    }

    static ContentPart ToolCall(JsonElement call)
    {
        var id = call.TextField("id"u8) ?? "";
        if (call.Field("function"u8) is { ValueKind: JsonValueKind.Object } function)
            return new ContentPart.ToolCall(id, function.TextField("name"u8) ?? "", function.TextField("arguments"u8) ?? "", call);
        if (call.Field("custom"u8) is { ValueKind: JsonValueKind.Object } custom)
            return new ContentPart.ToolCall(id, custom.TextField("name"u8) ?? "", custom.TextField("input"u8) ?? "", call);
        return new ContentPart.Opaque(call.TextField("type"u8) ?? "", call);
    }

    static IEnumerable<ContentPart> Content(JsonElement message)
    {
        var content = message.Field("content"u8);
        return content.ValueKind switch
        {
            JsonValueKind.String => [new ContentPart.Text(content.AsText()!)],
            JsonValueKind.Array => content.Items().Select(Part),
            JsonValueKind.Undefined or JsonValueKind.Null => [],
            _ => [new ContentPart.Opaque("content", content)],
        };
    }

    static ContentPart Part(JsonElement part)
    {
        var kind = part.TextField("type"u8) ?? "";
        return kind switch
        {
            "text" when part.TextField("text"u8) is { } text => new ContentPart.Text(text, part),
            "refusal" when part.TextField("refusal"u8) is { } refusal => new ContentPart.Refusal(refusal, part),
            "image_url" when UrlOf(part.Field("image_url"u8)) is { } url => new ContentPart.Image(MediaTypeOf(url), url, part),
            "file" => new ContentPart.Document(
                MediaTypeOf(part.Field("file"u8).TextField("file_data"u8)), part.Field("file"u8).TextField("filename"u8), part),
            _ => new ContentPart.Opaque(kind, part),
        };
    }

    static string? UrlOf(JsonElement image) => image.AsText() ?? image.TextField("url"u8);

    // data:image/png;base64,…
    static string? MediaTypeOf(string? url)
    {
        if (url is null || !url.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
            return null;
        var end = url.AsSpan(5).IndexOfAny(';', ',');
        return end > 0 ? url.Substring(5, end) : null;
    }
}
