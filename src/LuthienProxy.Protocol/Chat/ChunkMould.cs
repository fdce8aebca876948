using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;

namespace LuthienProxy.Protocol.Chat;

/// <summary>
/// A chunk as a mould for those that follow: while text flows, a chunk repeats the one before it but for one piece of text and OpenAI's random padding.
/// Comparing bytes is many times cheaper than reading JSON, and proves as much: what stands around the holes was read before. The first of chunks that are alike stays
/// the mould, so that each of the others is forgotten at once.
/// </summary>
struct ChunkMould
{
    ChatFrame? _cast;
    DeltaPlace _place;

    /// <summary>The chunk that it was taken of.</summary>
    public readonly ChatFrame Cast => _cast!;

    /// <summary>Where its piece of text stands.</summary>
    public readonly DeltaPlace Place => _place;

    /// <summary>Makes the mould of a chunk that was just read, if it is one piece of text and nothing else; else there is none.</summary>
    public void Take(ChatFrame read)
    {
        _cast = null;
        if (read is not { Kind: ChatFrameKind.Chunk, Traits: ChunkTraits.None, EventCount: 1, ChoiceCount: 1, ToolCount: 0 })
            return;
        if (read.EventAt(0) is not BlockDelta { Kind: DeltaKind.Text } delta || read.PlaceOf(delta) is not { } place)
            return;
        if (read.Padding.IsPresent && read.Padding.Start < place.Value.End)
            return;
        (_cast, _place) = (read, place);
    }

    /// <summary>Whether the data is such a chunk again, and where its text and padding stand.</summary>
    public readonly bool Fits(ReadOnlySpan<byte> data, out JsonSpan text, out JsonSpan padding)
    {
        text = padding = default;
        if (_cast is not { } cast)
            return false;
        var mould = cast.Data.Span;
        if (!data.StartsWith(mould[.._place.Value.Start]) || !TryReadText(data, _place.Value.Start, out text))
            return false;
        if (!cast.Padding.IsPresent)
            return data[text.End..].SequenceEqual(mould[_place.Value.End..]);
        var between = mould[_place.Value.End..cast.Padding.Start];
        return data[text.End..].StartsWith(between)
            && TryReadText(data, text.End + between.Length, out padding)
            && data[padding.End..].SequenceEqual(mould[cast.Padding.End..]);
    }

    static bool TryReadText(ReadOnlySpan<byte> data, int start, out JsonSpan text)
    {
        text = new(start, JsonMould.TextLength(data[start..]));
        return text.Length > 0;
    }
}
