namespace LuthienProxy.Protocol.Conversation;

/// <summary>A piece of a content block.</summary>
/// <param name="Block">The block it belongs to.</param>
/// <param name="Kind">Which value of the block it appends to.</param>
public sealed record BlockDelta(BlockId Block, DeltaKind Kind) : ResponseEvent
{
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

    /// <inheritdoc/>
    public bool Equals(BlockDelta? other) =>
        other is not null && Block == other.Block && Kind == other.Kind && ReferenceEquals(Origin, other.Origin) && Text == other.Text;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Block, Kind, Text);
}
