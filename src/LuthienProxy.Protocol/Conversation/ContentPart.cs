using System.Text.Json;

namespace LuthienProxy.Protocol.Conversation;

/// <summary>One part of a message: a closed choice. Each keeps the JSON it came as.</summary>
public abstract record ContentPart
{
    ContentPart(JsonElement raw) => Raw = raw;

    /// <summary>The part as it came; undefined where the text stood as a plain string.</summary>
    public JsonElement Raw { get; }

    /// <summary>Text.</summary>
    public sealed record Text(string Value, JsonElement Source = default) : ContentPart(Source);

    /// <summary>An image, by value or by reference.</summary>
    public sealed record Image(string? MediaType, string? Url, JsonElement Source) : ContentPart(Source);

    /// <summary>A document or file.</summary>
    public sealed record Document(string? MediaType, string? Title, JsonElement Source) : ContentPart(Source);

    /// <summary>A tool call the model made earlier; arguments as JSON text (free text for custom tools).</summary>
    public sealed record ToolCall(string Id, string Name, string Arguments, JsonElement Source) : ContentPart(Source);

    /// <summary>The result of a tool call.</summary>
    public sealed record ToolResult(string CallId, IReadOnlyList<ContentPart> Content, bool IsError, JsonElement Source) : ContentPart(Source);

    /// <summary>Earlier reasoning; the signature or encrypted content is opaque.</summary>
    public sealed record Thinking(string Value, string? Signature, JsonElement Source) : ContentPart(Source);

    /// <summary>An earlier refusal.</summary>
    public sealed record Refusal(string Value, JsonElement Source) : ContentPart(Source);

    /// <summary>A part of a kind that is not known here.</summary>
    public sealed record Opaque(string Kind, JsonElement Source) : ContentPart(Source);
}
