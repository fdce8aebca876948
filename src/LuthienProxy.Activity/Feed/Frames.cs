using System.Text;
using LuthienProxy.Activity.Publishing;

namespace LuthienProxy.Activity.Feed;

/// <summary>Events as server-sent events: id, type, one line of JSON.</summary>
static class Frames
{
    /// <summary>A frame, and where in it the JSON stands.</summary>
    public static (byte[] Frame, ReadOnlyMemory<byte> Json) Of(Cursor id, string type, ReadOnlySpan<byte> json)
    {
        var head = $"id: {id}\nevent: {type}\ndata: ";
        var headBytes = Encoding.ASCII.GetByteCount(head);
        var frame = GC.AllocateUninitializedArray<byte>(headBytes + json.Length + 2);
        Encoding.ASCII.GetBytes(head, frame);
        json.CopyTo(frame.AsSpan(headBytes));
        frame[^2] = frame[^1] = (byte)'\n';
        return (frame, frame.AsMemory(headBytes, json.Length));
    }

    /// <summary>The frame of a gap that concerns one subscriber.</summary>
    public static byte[] Gap(Cursor id, string node, DateTimeOffset at, long missed, GapReason reason) =>
        Of(id, EventTypes.Gap, GapJson.Write(node, at, missed, reason)).Frame;
}
