namespace Luthien.Streams.Tests.Running;

public sealed class IdleSpec : StreamSpec
{
    [Fact]
    public async Task Idle_must_reach_the_sink_after_the_last_element()
    {
        var (source, sink) = TestSource.Probe<int>().Select(x => x * 10).Where(_ => true).ToMat(TestSink.Probe<int>(), Keep.Both).Run(Materializer).Value;
        sink.Request(2);

        await Soon(source.SendNextAsync(1));
        await Soon(source.SendNextAsync(2));
        await Soon(source.SendIdleAsync());

        (await sink.ExpectNextAsync()).ShouldBe(10);
        (await sink.ExpectNextAsync()).ShouldBe(20);
        await sink.ExpectIdleAsync();
        source.SendComplete();
        await sink.ExpectCompleteAsync();
    }

    [Fact]
    public async Task Idle_without_an_element_since_the_last_must_be_nothing()
    {
        var (source, sink) = TestSource.Probe<int>().ToMat(TestSink.Probe<int>(), Keep.Both).Run(Materializer).Value;
        sink.Request(1);

        await Soon(source.SendIdleAsync());
        await Soon(source.SendNextAsync(1));
        await Soon(source.SendIdleAsync());
        await Soon(source.SendIdleAsync());

        (await sink.ExpectNextAsync()).ShouldBe(1);
        await sink.ExpectIdleAsync();
        sink.ExpectNothingYet();
        source.SendComplete();
        await sink.ExpectCompleteAsync();
    }

    [Fact]
    public async Task A_boundary_must_say_idle_when_its_queue_runs_empty_and_not_when_its_source_does()
    {
        var (source, sink) = TestSource.Probe<int>().Buffer(8, OverflowStrategy.Backpressure).ToMat(TestSink.Probe<int>(), Keep.Both).Run(Materializer).Value;

        await Soon(source.SendNextAsync(1));
        await Soon(source.SendIdleAsync());
        await Soon(source.SendNextAsync(2));
        await Soon(source.SendNextAsync(3));
        sink.ExpectNothingYet();
        sink.Request(3);

        (await sink.ExpectNextAsync()).ShouldBe(1);
        (await sink.ExpectNextAsync()).ShouldBe(2);
        (await sink.ExpectNextAsync()).ShouldBe(3);
        await sink.ExpectIdleAsync();
        source.SendComplete();
        await sink.ExpectCompleteAsync();
    }

    [Fact]
    public async Task A_sink_must_be_able_to_write_many_elements_and_flush_once()
    {
        var sink = new FlushingStage();
        var run = Source.Create<int>(async (writer, _) =>
            {
                for (var i = 0; i < 100; i++)
                    await writer.PushAsync(i);
                await writer.IdleAsync();
            })
            .To(Sink.FromStage(() => sink))
            .Run(Materializer);

        await Soon(run.Completion);
        sink.Flushed.ShouldBe([100]);
    }

    [Fact]
    public async Task A_stage_must_see_idle_before_it_is_passed_on()
    {
        var (source, sink) = TestSource.Probe<int>().Via(Flow.FromStage(() => new BatchStage()))
            .ToMat(TestSink.Probe<int>(), Keep.Both).Run(Materializer).Value;
        sink.Request(1);

        await Soon(source.SendNextAsync(1));
        await Soon(source.SendNextAsync(2));
        sink.ExpectNothingYet();
        await Soon(source.SendIdleAsync());

        (await sink.ExpectNextAsync()).ShouldBe(3);
        await sink.ExpectIdleAsync();
        source.SendComplete();
        await sink.ExpectCompleteAsync();
    }

    sealed class FlushingStage : SinkStage<int>
    {
        int _written;

        internal List<int> Flushed { get; } = [];

        protected override ValueTask OnNext(int element)
        {
            _written++;
            return default;
        }

        protected override ValueTask OnIdle()
        {
            Flushed.Add(_written);
            return default;
        }
    }

    sealed class BatchStage : FlowStage<int, int>
    {
        int _sum;

        protected override ValueTask OnNext(int element)
        {
            _sum += element;
            return default;
        }

        protected override ValueTask OnIdle() => Push(_sum);
    }
}
