namespace Luthien.Streams.Tests.Sources;

[Trait("Spec", "S18")]
public sealed class QueueSourceSpec : StreamSpec
{
    [Fact]
    [Trait("Spec", "I-61")]
    public async Task A_queue_must_emit_what_is_offered_and_then_complete()
    {
        var (queue, seen) = Source.Queue<int>(4, OverflowStrategy.Backpressure).ToMat(Sink.Seq<int>(), Keep.Both).Run(Materializer).Value;

        (await queue.OfferAsync(1)).ShouldBe(QueueOfferResult.Enqueued);
        (await queue.OfferAsync(2)).ShouldBe(QueueOfferResult.Enqueued);
        queue.Complete();

        (await Soon(seen)).ShouldBe([1, 2]);
        (await queue.OfferAsync(3)).ShouldBe(QueueOfferResult.Closed);
    }

    [Fact]
    public async Task A_full_queue_with_backpressure_must_hold_one_offer_and_refuse_a_second()
    {
        var (queue, sink) = Source.Queue<int>(1, OverflowStrategy.Backpressure).ToMat(TestSink.Probe<int>(), Keep.Both).Run(Materializer).Value;
        await FillAsync(queue, sink);

        var pending = queue.OfferAsync(3).AsTask();
        await Should.ThrowAsync<InvalidOperationException>(async () => await queue.OfferAsync(4));
        pending.IsCompleted.ShouldBeFalse();
        (await sink.RequestNextAsync()).ShouldBe(1);

        (await Soon(pending)).ShouldBe(QueueOfferResult.Enqueued);
        queue.Complete();
        (await sink.ExpectRestAsync()).ShouldBe([2, 3]);
    }

    [Fact]
    public async Task A_pending_offer_must_be_given_up_with_its_token()
    {
        var (queue, sink) = Source.Queue<int>(1, OverflowStrategy.Backpressure).ToMat(TestSink.Probe<int>(), Keep.Both).Run(Materializer).Value;
        await FillAsync(queue, sink);
        using var giveUp = new CancellationTokenSource();

        var pending = queue.OfferAsync(3, giveUp.Token).AsTask();
        await giveUp.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => Soon(pending));
        queue.Complete();
        (await sink.ExpectRestAsync()).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task A_full_queue_that_drops_must_say_so()
    {
        var (queue, sink) = Source.Queue<int>(1, OverflowStrategy.DropNew).ToMat(TestSink.Probe<int>(), Keep.Both).Run(Materializer).Value;
        await FillAsync(queue, sink);

        (await queue.OfferAsync(3)).ShouldBe(QueueOfferResult.Dropped);

        queue.Complete();
        (await sink.ExpectRestAsync()).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task A_full_queue_that_fails_must_fail_the_stream()
    {
        var (queue, sink) = Source.Queue<int>(1, OverflowStrategy.Fail).ToMat(TestSink.Probe<int>(), Keep.Both).Run(Materializer).Value;
        await FillAsync(queue, sink);

        (await queue.OfferAsync(3)).ShouldBe(QueueOfferResult.Failed);
        (await sink.RequestNextAsync()).ShouldBe(1);

        (await sink.ExpectErrorAsync()).ShouldBeOfType<BufferOverflowException>().Capacity.ShouldBe(1);
        (await queue.OfferAsync(4)).ShouldBe(QueueOfferResult.Failed);
    }

    [Fact]
    public async Task An_offer_after_a_cancellation_must_find_the_queue_closed()
    {
        var run = Source.Queue<int>(1, OverflowStrategy.Backpressure).To(Sink.First<int>()).Run(Materializer);
        await run.Value.OfferAsync(1);
        await Soon(run.Completion);

        (await run.Value.OfferAsync(2)).ShouldBe(QueueOfferResult.Closed);
    }

    // One element is with the sink, which has not asked for it; the next one fills the queue.
    static async Task FillAsync(ISourceQueue<int> queue, TestSinkProbe<int> sink)
    {
        await queue.OfferAsync(1);
        await sink.ExpectArrivalAsync();
        await queue.OfferAsync(2);
    }
}
