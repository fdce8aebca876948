using System.Runtime.InteropServices;
using System.Text.Json;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;

namespace LuthienProxy.Protocol.Wire;

/// <summary>Changes the words of a request, in any of the three formats, and leaves every other byte as it came (H10).</summary>
public static class RequestTexts
{
    static readonly RequestLimits NoFurtherLimits = new() { MaxMessages = int.MaxValue, MaxTools = int.MaxValue, MaxDepth = JsonStrings.MaxDepth };

    // Checked by the provider on the next turn, byte for byte (A9, R9).
    static readonly string[] Untouchable = ["thinking", "redacted_thinking", "reasoning", "compaction", "item_reference"];

    /// <summary>
    /// The request with <paramref name="text"/> applied to what people, models and tools say in it: system prompt, messages, refusals, arguments and results of
    /// tool calls. Reasoning, tool definitions and settings stay untouched.
    /// </summary>
    /// <returns>The request itself when nothing changed.</returns>
    public static ConversationRequest RewriteTexts(this ConversationRequest request, Func<string, string> text)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(text);
        var walk = new Walk(request.Raw, text);
        var body = walk.Run();
        return body.Equals(request.Raw) ? request : request.Format.DecodeRequest(body, NoFurtherLimits);
    }

    sealed class Walk(ReadOnlyMemory<byte> body, Func<string, string> text)
    {
        readonly List<(JsonSpan Inside, string Text)> _changes = [];

        public ReadOnlyMemory<byte> Run()
        {
            foreach (var field in JsonFields.Parse(body, JsonStrings.MaxDepth).EnumerateObject())
                if (Is(field, "system"u8) || Is(field, "instructions"u8) || Is(field, "messages"u8) || Is(field, "input"u8))
                    Content(field.Value);
            return JsonStrings.Spliced(body, _changes);
        }

        void Content(JsonElement content)
        {
            if (content.ValueKind == JsonValueKind.String)
                Text(content, text);
            else if (content.ValueKind == JsonValueKind.Object)
                Part(content);
            foreach (var part in content.Items())
                Content(part);
        }

        void Part(JsonElement part)
        {
            var type = part.TextField("type"u8);
            if (Untouchable.Contains(type))
                return;
            foreach (var field in part.EnumerateObject())
                Field(field, type);
        }

        void Field(JsonProperty field, string? type)
        {
            if (Is(field, "content"u8) || Is(field, "output"u8) || Is(field, "tool_calls"u8)
                || Is(field, "function"u8) || Is(field, "custom"u8) || Is(field, "function_call"u8))
                Content(field.Value);
            else if (Is(field, "text"u8) || Is(field, "refusal"u8))
                Text(field.Value, text);
            else if (Is(field, "arguments"u8))
                Text(field.Value, json => JsonStrings.Rewrite(json, text));
            else if (Is(field, "input"u8))
                AllStrings(field.Value);
            else if (Is(field, "source"u8) && field.Value.TextField("type"u8) == "text")
                Text(field.Value.Field("data"u8), text);
        }

        void AllStrings(JsonElement value)
        {
            Text(value, text);
            foreach (var item in value.Items())
                AllStrings(item);
            if (value.ValueKind == JsonValueKind.Object)
                foreach (var field in value.EnumerateObject())
                    AllStrings(field.Value);
        }

        void Text(JsonElement value, Func<string, string> change)
        {
            if (value.ValueKind == JsonValueKind.String)
                JsonStrings.Note(_changes, InsideOf(value), value.AsText()!, change);
        }

        // The element's bytes are a slice of the body: the parser copies nothing.
        JsonSpan InsideOf(JsonElement value)
        {
            var quoted = JsonMarshal.GetRawUtf8Value(value);
            body.Span.Overlaps(quoted, out var offset);
            return new(offset + 1, quoted.Length - 2);
        }

        static bool Is(JsonProperty field, ReadOnlySpan<byte> name) => JsonMarshal.GetRawUtf8PropertyName(field).SequenceEqual(name);
    }
}
