namespace Luthien.Streams.Tests.Operators;

[Trait("Spec", "S7")]
public sealed class BufferSpec : StreamSpec
{
    [Fact]
    [Trait("Spec", "S2")]
    public async Task A_full_buffer_with_backpressure_must_make_upstream_wait()
    {
        var (source, sink) = TestSource.Probe<int>().Buffer(2, OverflowStrategy.Backpressure).ToMat(TestSink.Probe<int>(), Keep.Both).Run(Materializer).Value;
        await SendAsync(source, sink, 1, 2, 3);

        var waiting = source.SendNextAsync(4);
        source.Taken.ShouldBe(3);
        (await sink.RequestNextAsync()).ShouldBe(1);

        await Soon(waiting);
        source.SendComplete();
        (await sink.ExpectRestAsync()).ShouldBe([2, 3, 4]);
    }

    [Theory]
    [InlineData(OverflowStrategy.DropHead, new[] { 1, 3, 4 })]
    [InlineData(OverflowStrategy.DropNew, new[] { 1, 2, 3 })]
    public async Task A_full_buffer_that_drops_must_drop_the_right_one_and_count_it(OverflowStrategy overflow, int[] expected)
    {
        var run = TestSource.Probe<int>().Buffer(2, overflow).Named("buffer").ToMat(TestSink.Probe<int>(), Keep.Both).Run(Materializer);
        var (source, sink) = run.Value;
        await SendAsync(source, sink, 1, 2, 3, 4);
        source.SendComplete();

        (await sink.ExpectRestAsync()).ShouldBe(expected);
        (await Soon(run.Completion)).Counts.ShouldBe([new StageCount("buffer", 4, 1, 0)]);
    }

    [Fact]
    [Trait("Spec", "S5")]
    public async Task A_full_buffer_that_fails_must_fail_the_stream_and_cancel_upstream()
    {
        var (source, sink) = TestSource.Probe<int>().Buffer(1, OverflowStrategy.Fail).ToMat(TestSink.Probe<int>(), Keep.Both).Run(Materializer).Value;
        await SendAsync(source, sink, 1, 2, 3);
        sink.Request(1);

        (await sink.ExpectNextAsync()).ShouldBe(1);
        (await sink.ExpectErrorAsync()).ShouldBeOfType<BufferOverflowException>();
        (await source.ExpectCancellationAsync()).ShouldBeOfType<BufferOverflowException>();
    }

    [Fact]
    [Trait("Spec", "S5")]
    public async Task A_failure_must_overtake_what_is_buffered()
    {
        var (queue, sink) = Source.Queue<int>(4, OverflowStrategy.Backpressure).ToMat(TestSink.Probe<int>(), Keep.Both).Run(Materializer).Value;
        await queue.OfferAsync(1);
        await sink.ExpectArrivalAsync();
        await queue.OfferAsync(2);
        queue.Fail(Cause);
        sink.Request(3);

        (await sink.ExpectNextAsync()).ShouldBe(1);
        (await sink.ExpectErrorAsync()).ShouldBeSameAs(Cause);
    }

    [Fact]
    [Trait("Spec", "S5")]
    public async Task A_cancellation_must_cross_the_buffer_with_its_cause()
    {
        var (source, sink) = TestSource.Probe<int>().Buffer(4, OverflowStrategy.Backpressure).ToMat(TestSink.Probe<int>(), Keep.Both).Run(Materializer).Value;
        await SendAsync(source, sink, 1, 2);

        sink.Cancel(Cause);

        (await source.ExpectCancellationAsync()).ShouldBeSameAs(Cause);
    }

    // The first element stands at the sink and is in nobody's buffer.
    static async Task SendAsync(TestSourceProbe<int> source, TestSinkProbe<int> sink, int first, params int[] rest)
    {
        await Soon(source.SendNextAsync(first));
        await sink.ExpectArrivalAsync();
        foreach (var element in rest)
            await Soon(source.SendNextAsync(element));
    }
}
