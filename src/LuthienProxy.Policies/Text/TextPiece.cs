using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Policies.Text;

/// <summary>An event of a text under way, with so many characters that are not settled. Events without text wait for their turn as pieces of none.</summary>
sealed class TextPiece(ResponseEvent source, int length)
{
    public ResponseEvent Source { get; } = source;

    /// <summary>How many of its characters are not settled.</summary>
    public int Left { get; set; } = length;

    /// <summary>Whether it can no longer leave as it came.</summary>
    public bool IsTouched { get; set; }
}
