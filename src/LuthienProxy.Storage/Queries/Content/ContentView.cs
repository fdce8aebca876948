using System.Text.Json.Serialization;
using LuthienProxy.Storage.Queries.Json;

namespace LuthienProxy.Storage.Queries.Content;

/// <summary>A piece of a message or an answer, the same for all wire formats. It is content: show it as text, never as markup.</summary>
public sealed record ContentView
{
    /// <summary>What the piece is.</summary>
    [JsonConverter(typeof(SnakeCaseJson<ContentKind>))]
    public required ContentKind Kind { get; init; }

    /// <summary>The text: of text, reasoning and refusals; a tool call's arguments; a tool result's texts, one after the other; of what is not known here, its JSON.</summary>
    public string Text { get; init; } = "";

    /// <summary>A tool call's id, in a call and in its result.</summary>
    public string? ToolCallId { get; init; }

    /// <summary>The called tool's name.</summary>
    public string? ToolName { get; init; }

    /// <summary>Whether a tool result tells of an error.</summary>
    public bool IsError { get; init; }

    /// <summary>Of images and documents the media type; of what is not known here, the format's word for its kind.</summary>
    public string? Type { get; init; }

    /// <summary>Of images and documents: where they are, or their title. Data within the request is left out.</summary>
    public string? Reference { get; init; }

    /// <summary>Which of the parallel answers it belongs to (Chat Completions with n &gt; 1); 0 elsewhere.</summary>
    public int Choice { get; init; }
}
