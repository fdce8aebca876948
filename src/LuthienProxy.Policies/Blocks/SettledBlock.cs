using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Policies.Blocks;

/// <summary>What becomes of a held block.</summary>
sealed record SettledBlock(int Choice, bool IsTool)
{
    /// <summary>Whether it leaves as it came.</summary>
    public bool IsForwarded { get; init; }

    /// <summary>Text of ours: an explanation or a notice.</summary>
    public string? Words { get; init; }

    /// <summary>What leaves in its place, besides the words.</summary>
    public IEnumerable<ResponseEvent> Instead { get; init; } = [];

    /// <summary>The explanation that the answer ends with here; null when it goes on.</summary>
    public string? Stop { get; init; }
}
