using System.Text;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Sse;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Pipeline.Tests.Recording;

/// <summary>A frame of no format in particular.</summary>
sealed class PlainWire(SseFrame frame) : WireFrame(frame.Event, frame.Data)
{
    public bool IsComment { get; } = frame.IsComment;

    /// <summary>The frame as the emitters frame it.</summary>
    public byte[] Framed(string? data = null)
    {
        var text = data ?? Encoding.UTF8.GetString(Data.Span);
        return Encoding.UTF8.GetBytes(IsComment ? $":{text}\n\n" : Name.IsEmpty ? $"data: {text}\n\n" : $"event: {Encoding.UTF8.GetString(Name.Span)}\ndata: {text}\n\n");
    }

    protected override string DecodeText(BlockDelta delta) => "";
}
