namespace Luthien.Streams.Tests.Operators;

[Trait("Spec", "S6")]
public sealed class DropSpec : StreamSpec
{
    readonly System.Collections.Concurrent.ConcurrentQueue<int> _dropped = new();

    [Fact]
    public async Task What_a_filter_refuses_must_reach_the_hook()
    {
        await Soon(Source.From([1, 2, 3]).Where(x => x == 2).OnDropped<int>(_dropped.Enqueue).RunWith(Sink.Ignore<int>(), Materializer));

        _dropped.ShouldBe([1, 3]);
    }

    [Fact]
    public async Task What_overflows_must_reach_the_hook()
    {
        var (source, sink) = TestSource.Probe<int>().Buffer(1, OverflowStrategy.DropHead).OnDropped<int>(_dropped.Enqueue)
            .ToMat(TestSink.Probe<int>(), Keep.Both).Run(Materializer).Value;
        await Soon(source.SendNextAsync(1));
        await sink.ExpectArrivalAsync();
        await Soon(source.SendNextAsync(2));
        await Soon(source.SendNextAsync(3));
        source.SendComplete();

        (await sink.ExpectRestAsync()).ShouldBe([1, 3]);
        _dropped.ShouldBe([2]);
    }

    [Fact]
    public async Task What_is_buffered_when_the_stream_is_aborted_must_reach_the_hook()
    {
        var run = TestSource.Probe<int>().Buffer(4, OverflowStrategy.Backpressure).OnDropped<int>(_dropped.Enqueue)
            .ToMat(TestSink.Probe<int>(), Keep.Both).Run(Materializer);
        var (source, sink) = run.Value;
        await Soon(source.SendNextAsync(1));
        await sink.ExpectArrivalAsync();
        await Soon(source.SendNextAsync(2));
        await Soon(source.SendNextAsync(3));

        run.Abort(Cause);

        await Soon(run.Completion);
        _dropped.ShouldBe([2, 3]);
    }

    [Fact]
    public async Task What_is_pushed_after_a_cancellation_must_reach_the_hook()
    {
        var run = Source.From([1]).SelectMany<int, int, NotUsed>(_ => [1, 2, 3]).OnDropped<int>(_dropped.Enqueue)
            .Via(Flow.FromStage(() => new TwiceStage())).Take(1).To(Sink.Ignore<int>()).Run(Materializer);

        await Soon(run.Completion);
        _dropped.ShouldBe([1]);
    }

    [Fact]
    public async Task What_a_group_holds_when_the_stream_fails_must_reach_the_hook()
    {
        var run = Source.From([1, 2]).Concat(Source.Failed<int>(Cause)).Grouped(5).OnDropped<int>(_dropped.Enqueue)
            .To(Sink.Ignore<IReadOnlyList<int>>()).Run(Materializer);

        (await Outcome(run)).ShouldBe(new StreamOutcome.Failed(Cause));
        _dropped.ShouldBe([1, 2]);
    }

    [Fact]
    public async Task A_hook_must_hear_only_of_its_own_type()
    {
        await Soon(Source.From(["a"]).Where(_ => false).OnDropped<int>(_dropped.Enqueue).RunWith(Sink.Ignore<string>(), Materializer));

        _dropped.ShouldBeEmpty();
    }

    sealed class TwiceStage : FlowStage<int, int>
    {
        protected override async ValueTask OnNext(int element)
        {
            await Push(element);
            await Push(element);
        }
    }
}
