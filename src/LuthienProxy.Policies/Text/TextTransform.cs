namespace LuthienProxy.Policies.Text;

/// <summary>Changes one text while it comes. The state of one text; not thread-safe.</summary>
public abstract class TextTransform
{
    /// <summary>Settles as much of the text as can be settled.</summary>
    /// <remarks>
    /// Settle a character only when nothing that may still come could change what becomes of it: then the outcome is the same however the text is cut (I-56).
    /// Hold back no more than that: what is held is what the reader waits for.
    /// </remarks>
    /// <param name="text">All that is not settled yet; never ends with half of a surrogate pair unless <paramref name="isEnd"/>.</param>
    /// <param name="isEnd">Whether the text is whole. What is not settled then is kept.</param>
    /// <param name="edits">Takes what becomes of the text, from its first character on.</param>
    public abstract void Advance(ReadOnlySpan<char> text, bool isEnd, TextEdits edits);
}
