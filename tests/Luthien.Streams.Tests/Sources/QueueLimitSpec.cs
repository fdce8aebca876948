namespace Luthien.Streams.Tests.Sources;

/// <summary>A queue at its edges: full, ended, or offered what is no element.</summary>
[Trait("Spec", "S18")]
public sealed class QueueLimitSpec : StreamSpec
{
    [Fact]
    public async Task A_full_queue_that_drops_the_oldest_must_take_the_new_one_and_tell_the_hook()
    {
        var dropped = new List<int>();
        var (queue, sink) = Source.Queue<int>(1, OverflowStrategy.DropHead).OnDropped((int element) => dropped.Add(element)).ToMat(TestSink.Probe<int>(), Keep.Both).Run(Materializer).Value;
        await queue.OfferAsync(1);
        await sink.ExpectArrivalAsync();
        await queue.OfferAsync(2);

        (await queue.OfferAsync(3)).ShouldBe(QueueOfferResult.Enqueued);

        queue.Complete();
        (await sink.ExpectRestAsync()).ShouldBe([1, 3]);
        dropped.ShouldBe([2]);
    }

    [Fact]
    public async Task Nothing_must_be_no_element()
    {
        var (queue, seen) = Source.Queue<string>(1, OverflowStrategy.Fail).ToMat(Sink.Seq<string>(), Keep.Both).Run(Materializer).Value;

        await Should.ThrowAsync<ArgumentNullException>(async () => await queue.OfferAsync(null!));
        Should.Throw<ArgumentNullException>(() => queue.Fail(null!));

        queue.Complete();
        (await Soon(seen)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true, QueueOfferResult.Failed)]
    [InlineData(false, QueueOfferResult.Closed)]
    public async Task A_pending_offer_must_be_refused_when_the_queue_ends(bool isFailure, QueueOfferResult expected)
    {
        var (queue, sink) = Source.Queue<int>(1, OverflowStrategy.Backpressure).ToMat(TestSink.Probe<int>(), Keep.Both).Run(Materializer).Value;
        await queue.OfferAsync(1);
        await sink.ExpectArrivalAsync();
        await queue.OfferAsync(2);
        var pending = queue.OfferAsync(3).AsTask();

        ((Action)(isFailure ? () => queue.Fail(Cause) : queue.Complete))();
        queue.Complete();
        sink.Request(2);

        (await Soon(pending)).ShouldBe(expected);
    }
}
