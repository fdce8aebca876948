using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Protocol.Chat;

/// <summary>One choice of a body that is being put together.</summary>
sealed class BodyChoice(int index)
{
    /// <summary>Its number.</summary>
    public int Index { get; } = index;

    /// <summary>Its blocks in the order of their starts.</summary>
    public List<BodyBlock> Blocks { get; } = [];

    /// <summary>The stop reason's word; null while there is none.</summary>
    public string? Stop { get; set; }

    /// <summary>Its blocks of one kind.</summary>
    public IEnumerable<BodyBlock> Of(BlockKind kind) => Blocks.Where(block => block.Kind == kind);

    /// <summary>The text of all its blocks of one kind; null when there is none.</summary>
    public string? TextOf(BlockKind kind) => Of(kind).Any() ? string.Concat(Of(kind).Select(block => block.Text)) : null;

    /// <summary>C5: the word for a stop that agrees with the content.</summary>
    public string Agreeing(string word)
    {
        var calls = Of(BlockKind.ToolCall).ToList();
        return ChatStops.Agreeing(word, calls.Exists(call => call.Form != ToolForm.Legacy), calls.Count > 0);
    }
}
