namespace LuthienProxy.Protocol.Journal.Content;

/// <summary>What an element of a history says.</summary>
/// <param name="Role">Who speaks, the format's own word; empty where the element has none.</param>
/// <param name="IsAnswer">Whether a model gave it: words, reasoning or a tool call that come back as history.</param>
/// <param name="Pieces">Its texts in order.</param>
/// <param name="UnknownShape">The type of the first thing in it that is not known here, as logs may show it; null when all is known. Its texts are among the pieces nevertheless.</param>
public sealed record ItemReading(string Role, bool IsAnswer, IReadOnlyList<TextPiece> Pieces, string? UnknownShape)
{
    /// <summary>Whether it instructs the model rather than asks it.</summary>
    public bool IsInstruction => Role is "system" or "developer";
}
