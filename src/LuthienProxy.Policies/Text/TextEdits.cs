using System.Runtime.InteropServices;

namespace LuthienProxy.Policies.Text;

/// <summary>
/// What becomes of a text, from its beginning: so many characters kept, so many replaced. What is not mentioned is not settled yet and is shown again with more behind it.
/// Not thread-safe.
/// </summary>
public sealed class TextEdits
{
    readonly List<Edit> _edits = [];

    /// <summary>How many characters are settled.</summary>
    public int Settled { get; private set; }

    internal IReadOnlyList<Edit> All => _edits;

    /// <summary>The next characters stay as they are.</summary>
    public void Keep(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count == 0)
            return;
        // What is kept piece by piece is kept in one.
        if (_edits is [.., { Text: null } last])
        {
            _edits[^1] = last with { Count = last.Count + count };
            Settled += count;
        }
        else
            Add(new(count, null, null));
    }

    /// <summary>Something else stands in place of the next characters.</summary>
    /// <param name="count">How many are replaced; 0 inserts.</param>
    /// <param name="text">What stands there instead; empty removes.</param>
    /// <param name="label">What it was, in a word for the record (<c>email</c>), counted; null where there is nothing to count.</param>
    public void Replace(int count, string text, string? label = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentNullException.ThrowIfNull(text);
        Add(new(count, text, label));
    }

    internal void Clear()
    {
        _edits.Clear();
        Settled = 0;
    }

    void Add(Edit edit)
    {
        _edits.Add(edit);
        Settled += edit.Count;
    }

    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Edit(int Count, string? Text, string? Label);
}
