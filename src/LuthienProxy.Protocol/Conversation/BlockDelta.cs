using System.Text;

namespace LuthienProxy.Protocol.Conversation;

/// <summary>A piece of a content block.</summary>
/// <param name="Block">The block it belongs to.</param>
/// <param name="Kind">Which value of the block it appends to.</param>
public sealed record BlockDelta(BlockId Block, DeltaKind Kind) : ResponseEvent
{
    const int MostOnStack = 256;

    string? _text;

    /// <summary>
    /// The piece itself. Decoded from the frame when first asked for, so that what nobody reads costs nothing.
    /// May end or begin with half of a surrogate pair: providers split characters between deltas (H5).
    /// </summary>
    public string Text
    {
        get => _text ??= Origin?.DecodeText(this) ?? "";
        init => _text = value;
    }

    /// <summary>Writes the piece behind other text. What nobody has read is decoded straight into it.</summary>
    /// <param name="text">The other text.</param>
    /// <param name="most">The most UTF-16 units to add.</param>
    public void AppendTo(StringBuilder text, int most = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(text);
        var plain = _text is null && Origin is { } frame ? frame.PlainText(this) : default;
        if (plain.IsEmpty || plain.Length > MostOnStack)
        {
            text.Append(Text, 0, Math.Min(Text.Length, most));
            return;
        }
        // UTF-16 never has more units than UTF-8 has bytes.
        Span<char> units = stackalloc char[MostOnStack];
        units = units[..Encoding.UTF8.GetChars(plain, units)];
        text.Append(units[..Math.Min(units.Length, most)]);
    }

    /// <inheritdoc/>
    public bool Equals(BlockDelta? other) =>
        other is not null && Block == other.Block && Kind == other.Kind && ReferenceEquals(Origin, other.Origin) && Text == other.Text;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Block, Kind, Text);
}
