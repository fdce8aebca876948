using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LuthienProxy.Protocol.Sse;
using LuthienProxy.Protocol.Tests.Arbitrary;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Tests.Sse;

[Trait("Spec", "I-62")]
public sealed class SseFramerLimitSpec
{
    [Theory]
    [InlineData("data: 45678901234567890\n\n")]
    [InlineData("data: 45678901234567890")]
    [InlineData(": 3456789012345678901")]
    [InlineData("event: abcd\ndata: 8901\n\n")]
    [InlineData("data: 1\nid: 89012345\ndata:6789\n\n")]
    [InlineData("data: 1\nignored\nignored\n")]
    public void An_event_over_its_limit_must_be_refused_however_it_is_split(string stream) =>
        Prop.ForAll(ChunkPlan.Any(), plan => IsRefused("data: ok\n\n" + stream, plan, 20)).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("data: 45678901234567\n\n")]
    [InlineData("data: 1\nid: 890\ndata:6\n\n")]
    [InlineData(": 1234567890123\n: 1234567890123\n: 1234567890123\n")]
    public void Events_within_their_limit_must_pass_however_long_the_stream(string stream) =>
        Prop.ForAll(ChunkPlan.Any(), plan => !IsRefused(string.Concat(Enumerable.Repeat(stream, 30)), plan, 20)).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("\n")]
    [InlineData("")]
    public void An_endless_event_or_line_must_hold_memory_within_twice_its_limit(string lineEnd)
    {
        var framer = new SseFramer(64 * 1024);
        var chunk = Encoding.UTF8.GetBytes("data: " + new string('x', 1000) + lineEnd);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Should.Throw<MalformedResponseException>(() => Enumerable.Range(0, 1000).ToList().ForEach(_ => framer.Feed(chunk)));
        // All growth steps of a doubling array together: twice its last size.
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(5 * 64 * 1024);
    }

    [Fact]
    public void A_framer_must_be_small_while_it_waits()
    {
        var framers = new SseFramer[1000];
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < framers.Length; i++)
            framers[i] = new();
        ((GC.GetAllocatedBytesForCurrentThread() - before) / framers.Length).ShouldBeLessThanOrEqualTo(120);
    }

    static bool IsRefused(string stream, ChunkPlan plan, int limit) =>
        Record.Exception(() => Framing.Frames(Encoding.UTF8.GetBytes(stream), plan, limit)) is MalformedResponseException;
}
