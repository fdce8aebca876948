using System.Text.Json;
using LuthienProxy.Protocol.Json;

namespace LuthienProxy.Protocol.Journal.Content;

/// <summary>
/// Reads what the elements of a history say, whichever of the three formats they are in; what a format does not know yet is read too, and told (002-35).
/// Never throws for JSON. Thread-safe.
/// </summary>
public static class ItemTexts
{
    /// <summary>An element of <c>messages</c> or <c>input</c>.</summary>
    /// <exception cref="JsonException">It is not JSON, or is nested deeper than <see cref="BodySplitter.MaxDepth"/>.</exception>
    public static ItemReading Read(ReadOnlyMemory<byte> item)
    {
        using var document = JsonDocument.Parse(item, new JsonDocumentOptions { MaxDepth = BodySplitter.MaxDepth });
        var root = document.RootElement;
        var texts = new TextCollector();
        var type = root.TextField("type"u8);
        if (type is null or "message")
            texts.Message(root);
        else
            texts.Item(type, root);
        var role = root.TextField("role"u8) ?? "";
        return new(role, role == "assistant" || IsAnswer(type), texts.Pieces, texts.UnknownShape);
    }

    /// <summary>Instructions, or an input that is no list: a string, or an array of parts.</summary>
    /// <exception cref="JsonException">It is not JSON, or is nested deeper than <see cref="BodySplitter.MaxDepth"/>.</exception>
    public static ItemReading ReadContent(ReadOnlyMemory<byte> content)
    {
        using var document = JsonDocument.Parse(content, new JsonDocumentOptions { MaxDepth = BodySplitter.MaxDepth });
        var texts = new TextCollector();
        texts.Content(document.RootElement, TextKind.Words);
        return new("", IsAnswer: false, texts.Pieces, texts.UnknownShape);
    }

    static bool IsAnswer(string? type) => type is "reasoning" || type?.EndsWith("_call", StringComparison.Ordinal) == true;
}
