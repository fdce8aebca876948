namespace Luthien.Streams.Tests.Running;

public sealed class RunSpec : StreamSpec
{
    [Fact]
    public async Task A_shutdown_must_deliver_what_is_buffered_and_then_complete()
    {
        var run = TestSource.Probe<int>().Buffer(8, OverflowStrategy.Backpressure).ToMat(TestSink.Probe<int>(), Keep.Both).Run(Materializer);
        var (source, sink) = run.Value;
        await Soon(source.SendNextAsync(1));
        await Soon(source.SendNextAsync(2));

        run.Shutdown();

        (await sink.ExpectRestAsync()).ShouldBe([1, 2]);
        (await Outcome(run)).ShouldBeOfType<StreamOutcome.Completed>();
    }

    [Fact]
    [Trait("Spec", "S5")]
    public async Task An_abort_must_overtake_what_is_buffered()
    {
        var run = TestSource.Probe<int>().Buffer(1, OverflowStrategy.Backpressure).ToMat(TestSink.Probe<int>(), Keep.Both).Run(Materializer);
        var (source, sink) = run.Value;
        await Soon(source.SendNextAsync(1));
        await sink.ExpectArrivalAsync();
        await Soon(source.SendNextAsync(2));
        var stuck = source.SendNextAsync(3);

        run.Abort(Cause);

        (await sink.ExpectErrorAsync()).ShouldBeSameAs(Cause);
        (await Outcome(run)).ShouldBe(new StreamOutcome.Failed(Cause));
        await Soon(Task.WhenAny(stuck));
    }

    [Fact]
    public async Task An_abort_must_stop_a_source_that_never_ends()
    {
        var run = Source.Create<int>(async (writer, _) =>
            {
                while (true)
                    await writer.PushAsync(1);
            })
            .To(Sink.Ignore<int>())
            .Run(Materializer);

        run.Abort(Cause);

        (await Outcome(run)).ShouldBe(new StreamOutcome.Failed(Cause));
    }

    [Fact]
    public async Task An_abort_must_free_a_sink_that_heeds_its_token_and_tell_it_the_cause()
    {
        var run = TestSource.Probe<int>().ToMat(TestSink.Probe<int>(), Keep.Both).Run(Materializer);
        var (source, sink) = run.Value;
        var stuck = source.SendNextAsync(1);
        await sink.ExpectArrivalAsync();

        run.Abort(Cause);

        (await sink.ExpectErrorAsync()).ShouldBeSameAs(Cause);
        await Soon(Task.WhenAny(stuck));
    }

    [Fact]
    [Trait("Spec", "S8")]
    public async Task A_token_must_abort_the_run_it_is_tied_to()
    {
        using var client = new CancellationTokenSource();
        var run = TestSource.Probe<int>().To(Sink.Ignore<int>()).Run(Materializer);
        run.StopOn(client.Token);

        await client.CancelAsync();

        (await Outcome(run)).ShouldBeOfType<StreamOutcome.Failed>().Cause.ShouldBeOfType<OperationCanceledException>();
    }

    [Fact]
    [Trait("Spec", "S8")]
    public async Task A_token_may_end_the_run_gracefully()
    {
        using var client = new CancellationTokenSource();
        var run = TestSource.Probe<int>().To(Sink.Ignore<int>()).Run(Materializer);
        run.StopOn(client.Token, graceful: true);

        await client.CancelAsync();

        (await Outcome(run)).ShouldBeOfType<StreamOutcome.Completed>();
    }

    [Fact]
    public async Task A_sink_that_has_enough_must_end_the_run_as_cancelled()
    {
        var run = Source.From([1, 2]).ToMat(Sink.First<int>(), Keep.Right).Run(Materializer);

        (await Outcome(run)).ShouldBe(new StreamOutcome.Cancelled(StreamCancellation.NoMoreElementsNeeded));
        (await run.Value).ShouldBe(1);
    }

    [Fact]
    [Trait("Spec", "S19")]
    public async Task Materialised_values_must_be_combined_as_asked()
    {
        var left = Source.Empty<int>().MapMaterializedValue(_ => "left");
        var right = Sink.Ignore<int>().MapMaterializedValue(_ => "right");

        left.ToMat(right, Keep.Left).Run(Materializer).Value.ShouldBe("left");
        left.ToMat(right, Keep.Right).Run(Materializer).Value.ShouldBe("right");
        left.ToMat(right, Keep.Both).Run(Materializer).Value.ShouldBe(("left", "right"));
        left.ToMat(right, Keep.None).MapMaterializedValue(_ => 7).Run(Materializer).Value.ShouldBe(7);
        var flow = Flow.Create<int>().Select(x => x).MapMaterializedValue(_ => "flow");
        left.ViaMat(flow, Keep.Both).To(flow.ToMat(right, Keep.Right)).Run(Materializer).Value.ShouldBe(("left", "flow"));
        await Eventually(() => Materializer.LiveRuns == 0);
    }
}
