using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Tests.Wire;

/// <summary>A frame of no format that counts how often a text is asked of it.</summary>
sealed class TestFrame : WireFrame
{
    TestFrame()
        : base("x"u8.ToArray(), "{}"u8.ToArray())
    {
    }

    /// <summary>How often a delta's text was decoded.</summary>
    public int Decoded { get; private set; }

    public ResponseEvent[] Events => [.. Enumerable.Range(0, EventCount).Select(EventAt)];

    /// <summary>A frame of so many deltas.</summary>
    public static TestFrame Of(int deltas)
    {
        var frame = new TestFrame();
        for (var i = 0; i < deltas; i++)
            frame.Add(new BlockDelta(new(i), DeltaKind.Text) { Origin = frame });
        return frame;
    }

    protected internal override string DecodeText(BlockDelta delta)
    {
        Decoded++;
        return $"text of {delta.Block.Value}";
    }
}
