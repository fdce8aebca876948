using System.Runtime.InteropServices;
using LuthienProxy.Pipeline.Recording;

namespace LuthienProxy.Pipeline.Tests.Recording;

/// <summary>How much memory the bytes of an answer take while they are on their way to the record.</summary>
public sealed class OriginalBlocksSpec
{
    const int Largest = 32 * 1024;
    const int Chunk = 250;

    readonly OriginalBlocks _blocks = new(Largest);

    [Fact]
    public void A_fast_answer_must_come_to_stand_in_large_blocks()
    {
        foreach (var _ in Enumerable.Range(0, 1_000))
            Keep();

        Keep().Length.ShouldBe(Largest);
    }

    [Fact]
    public void A_slow_answer_must_hold_no_more_than_its_segments_need()
    {
        foreach (var _ in Enumerable.Range(0, 1_000))
            KeepSegment();

        var block = Keep();
        block.Length.ShouldBeLessThan(4 * Chunk);
        Keep().ShouldBeSameAs(block);
    }

    [Fact]
    public void An_answer_that_becomes_fast_must_come_to_stand_in_large_blocks_again()
    {
        foreach (var _ in Enumerable.Range(0, 10))
            KeepSegment();
        foreach (var _ in Enumerable.Range(0, 1_000))
            Keep();

        Keep().Length.ShouldBe(Largest);
    }

    // Two deltas, and then its time is over.
    void KeepSegment()
    {
        Keep();
        Keep();
        _blocks.SegmentAged(2 * Chunk);
    }

    byte[] Keep() => MemoryMarshal.TryGetArray(_blocks.Keep(new byte[Chunk]), out var kept) ? kept.Array! : [];
}
