using System.Text;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Protocol.Chat;

/// <summary>A tool call that the decoder is reading.</summary>
sealed class ToolCallUnderWay(BlockId block, int wireIndex, int ordinal, bool isLegacy)
{
    /// <summary>Its block.</summary>
    public BlockId Block { get; } = block;

    /// <summary>The index it bears on the wire; -1 when it bears none.</summary>
    public int WireIndex { get; } = wireIndex;

    /// <summary>Which of its choice's calls it is.</summary>
    public int Ordinal { get; } = ordinal;

    /// <summary>Whether it came as <c>function_call</c>, the form before tools.</summary>
    public bool IsLegacy { get; } = isLegacy;

    /// <summary>Its id, as far as known.</summary>
    public string Id { get; set; } = "";

    /// <summary>Its tool's name, as far as known.</summary>
    public string Name { get; set; } = "";

    /// <summary>Whether it is a custom tool's.</summary>
    public bool IsCustom { get; set; }

    /// <summary>Whether its <see cref="BlockStarted"/> was given.</summary>
    public bool IsStarted { get; set; }

    /// <summary>Arguments that came before the name; null when there are none.</summary>
    public StringBuilder? Early { get; set; }
}
