using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Storage.Queries.Content;

/// <summary>Reads recorded request bodies for people.</summary>
static class RequestReader
{
    // What was taken once must be readable for ever, whatever the limits are now.
    static readonly RequestLimits Limits = new() { MaxMessages = int.MaxValue, MaxTools = int.MaxValue, MaxDepth = 1_000 };

    static readonly string[] FieldsWithAPlace = ["model", "system", "instructions", "messages", "input", "tools"];

    /// <summary>Reads a body; null when it is no request of the format.</summary>
    internal static ReadRequest? Read(IWireFormat format, ReadOnlyMemory<byte> body)
    {
        try
        {
            var request = format.DecodeRequest(body, Limits);
            var prompt = request.Prompt;
            var view = new RequestView
            {
                Model = request.Model,
                System = [.. prompt.System.Select(Show)],
                Messages = [.. prompt.Messages.Select(Show)],
                Tools = [.. prompt.Tools.Select(static tool => new ToolView(tool.Name, tool.Kind, tool.Description, Raw(tool.Raw)))],
                Parameters = Parameters(body),
            };
            return new(view, [.. prompt.Messages.Select(static message => Raw(message.Raw))]);
        }
        catch (RequestRejectedException)
        {
            return null;
        }
    }

    /// <summary>Shows a message.</summary>
    internal static MessageView Show(Message message) => new(message.Role, [.. message.Content.Select(Show)]);

    static ContentView Show(ContentPart part) => part switch
    {
        ContentPart.Text text => new() { Kind = ContentKind.Text, Text = text.Value },
        ContentPart.Thinking thinking => new() { Kind = ContentKind.Thinking, Text = thinking.Value },
        ContentPart.Refusal refusal => new() { Kind = ContentKind.Refusal, Text = refusal.Value },
        ContentPart.ToolCall call => new() { Kind = ContentKind.ToolCall, Text = call.Arguments, ToolCallId = call.Id, ToolName = call.Name },
        ContentPart.ToolResult(var id, var content, var isError, _) => new() { Kind = ContentKind.ToolResult, Text = Text(content), ToolCallId = id, IsError = isError },
        ContentPart.Image image => new() { Kind = ContentKind.Image, Type = image.MediaType, Reference = Reference(image.Url, part) },
        ContentPart.Document document => new() { Kind = ContentKind.Document, Type = document.MediaType, Reference = Reference(document.Title, part) },
        ContentPart.Opaque opaque => new() { Kind = ContentKind.Opaque, Type = opaque.Kind, Text = Raw(part.Raw) },
        _ => new() { Kind = ContentKind.Opaque, Text = Raw(part.Raw) },
    };

    static string Text(IReadOnlyList<ContentPart> parts) => string.Join("\n", parts.Select(Show).Select(static part => part switch
    {
        { Kind: ContentKind.Image or ContentKind.Document } => $"[{part.Type} {part.Reference}]",
        _ => part.Text,
    }));

    // Data itself would swell every page; its hash still tells one from another.
    static string Reference(string? place, ContentPart part) => place is not null && !place.StartsWith("data:", StringComparison.OrdinalIgnoreCase)
        ? place
        : "sha256:" + Convert.ToHexStringLower(SHA256.HashData(part.Raw.ValueKind is JsonValueKind.Undefined ? [] : JsonMarshal.GetRawUtf8Value(part.Raw)));

    static List<ParameterView> Parameters(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = Limits.MaxDepth + 1 });
        return [.. document.RootElement.EnumerateObject()
            .Select(static field => new ParameterView(Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8PropertyName(field)), Raw(field.Value)))
            .Where(static field => !FieldsWithAPlace.Contains(field.Name, StringComparer.Ordinal))];
    }

    static string Raw(JsonElement json) => json.ValueKind is JsonValueKind.Undefined ? "" : Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(json));
}
