using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;

namespace LuthienProxy.Protocol.Wire;

/// <summary>
/// One frame of a wire format as it was received, with what its decoder learned of it: an SSE event of a stream, or the whole body of an
/// answer that was not streamed. Immutable once decoded; its events share it.
/// </summary>
public abstract class WireFrame
{
    ResponseEvent? _first;
    List<ResponseEvent>? _rest;

    /// <summary>A frame with the given event name and data; both memories must never change.</summary>
    protected WireFrame(ReadOnlyMemory<byte> name, ReadOnlyMemory<byte> data)
    {
        Name = name;
        Data = data;
    }

    /// <summary>The SSE event name, UTF-8; empty where there is none.</summary>
    public ReadOnlyMemory<byte> Name { get; }

    /// <summary>The JSON (or <c>[DONE]</c>) as it came, UTF-8.</summary>
    public ReadOnlyMemory<byte> Data { get; }

    /// <summary>How many events were decoded from this frame; at least 1.</summary>
    public int EventCount => _first is null ? 0 : 1 + (_rest?.Count ?? 0);

    /// <summary>The event at the given place, in wire order.</summary>
    public ResponseEvent EventAt(int index) => index == 0 && _first is not null ? _first : _rest![index - 1];

    /// <summary>Reads the text of a delta out of <see cref="Data"/>.</summary>
    protected internal abstract string DecodeText(BlockDelta delta);

    /// <summary>The text of a delta where it stands in <see cref="Data"/> as it is, without escapes; empty where it has to be decoded.</summary>
    protected internal virtual ReadOnlySpan<byte> PlainText(BlockDelta delta) => default;

    /// <summary>A piece of <see cref="Data"/>, if it is text without escapes; else empty.</summary>
    private protected ReadOnlySpan<byte> PlainIn(JsonSpan inside)
    {
        var text = inside.IsPresent ? inside.In(Data.Span) : default;
        return text.Contains((byte)'\\') ? default : text;
    }

    /// <summary>Registers an event as decoded from this frame; the decoder calls it once per event, in wire order.</summary>
    internal T Add<T>(T decoded) where T : ResponseEvent
    {
        if (_first is null)
            _first = decoded;
        else
            (_rest ??= []).Add(decoded);
        return decoded;
    }
}
