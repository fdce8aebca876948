using LuthienProxy.Protocol.Sse;
using LuthienProxy.Protocol.Tests.Arbitrary;

namespace LuthienProxy.Protocol.Tests.Sse;

/// <summary>Feeds a framer.</summary>
static class Framing
{
    /// <summary>All frames of an input that is cut this way, its end included.</summary>
    public static List<PlainFrame> Frames(byte[] input, ChunkPlan plan, int maxEventBytes = SseFramer.DefaultMaxEventBytes)
    {
        var framer = new SseFramer(maxEventBytes);
        var frames = new List<PlainFrame>();
        foreach (var chunk in plan.Cut(input))
            frames.AddRange(framer.Feed(chunk));
        framer.Complete();
        frames.AddRange(framer.Drain());
        return frames;
    }

    /// <summary>Appends a chunk and reads what it completes.</summary>
    public static List<PlainFrame> Feed(this SseFramer framer, ReadOnlyMemory<byte> chunk)
    {
        framer.Append(chunk);
        return framer.Drain();
    }

    /// <summary>Reads until there is nothing left.</summary>
    public static List<PlainFrame> Drain(this SseFramer framer)
    {
        var frames = new List<PlainFrame>();
        while (framer.TryRead(out var frame))
            frames.Add(PlainFrame.Of(frame));
        return frames;
    }
}
