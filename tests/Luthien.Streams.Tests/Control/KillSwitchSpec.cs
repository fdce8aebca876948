namespace Luthien.Streams.Tests.Control;

[Trait("Spec", "S8")]
public sealed class KillSwitchSpec : StreamSpec
{
    [Fact]
    public async Task A_shutdown_must_complete_downstream_and_cancel_upstream()
    {
        var ((source, killSwitch), sink) = Single();
        sink.Request(1);
        await Soon(source.SendNextAsync(1));

        killSwitch.Shutdown();

        (await sink.ExpectNextAsync()).ShouldBe(1);
        await sink.ExpectCompleteAsync();
        (await source.ExpectCancellationAsync()).ShouldBeSameAs(StreamCancellation.Shutdown);
    }

    [Fact]
    public async Task An_abort_must_fail_downstream_and_cancel_upstream()
    {
        var ((source, killSwitch), sink) = Single();
        await Soon(source.SendIdleAsync());

        killSwitch.Abort(Cause);

        (await sink.ExpectErrorAsync()).ShouldBeSameAs(Cause);
        (await source.ExpectCancellationAsync()).ShouldBeSameAs(Cause);
    }

    [Fact]
    public async Task The_first_call_must_win()
    {
        var ((source, killSwitch), sink) = Single();
        await Soon(source.SendIdleAsync());

        killSwitch.Shutdown();
        killSwitch.Abort(Cause);

        await sink.ExpectCompleteAsync();
    }

    [Fact]
    public async Task A_switch_flipped_before_the_run_must_still_work()
    {
        var killSwitch = KillSwitches.Shared("early");
        killSwitch.Abort(Cause);

        var run = Source.From([1]).Via(killSwitch.Flow<int>()).To(Sink.Ignore<int>()).Run(Materializer);

        (await Outcome(run)).ShouldBe(new StreamOutcome.Failed(Cause));
        killSwitch.Token.IsCancellationRequested.ShouldBeTrue();
    }

    [Fact]
    public async Task A_shared_switch_must_end_all_its_streams()
    {
        var killSwitch = KillSwitches.Shared("all");
        var graph = TestSource.Probe<int>().Via(killSwitch.Flow<int>()).To(Sink.Ignore<int>());
        var runs = Enumerable.Range(0, 5).Select(_ => graph.Run(Materializer)).ToArray();

        killSwitch.Shutdown();

        foreach (var run in runs)
            (await Outcome(run)).ShouldBeOfType<StreamOutcome.Completed>();
    }

    [Theory]
    [InlineData(true, typeof(StreamOutcome.Completed))]
    [InlineData(false, typeof(StreamOutcome.Failed))]
    public async Task A_token_must_end_the_stream_as_asked(bool graceful, Type expected)
    {
        using var token = new CancellationTokenSource();
        var run = TestSource.Probe<int>().Via(token.Token.AsFlow<int>(graceful)).To(Sink.Ignore<int>()).Run(Materializer);

        await token.CancelAsync();

        (await Outcome(run)).ShouldBeOfType(expected);
    }

    [Fact]
    public async Task An_abort_must_free_an_upstream_that_waits_for_room()
    {
        var ((source, killSwitch), sink) = TestSource.Probe<int>().ViaMat(KillSwitches.Single<int>(), Keep.Both)
            .Buffer(1, OverflowStrategy.Backpressure).ToMat(TestSink.Probe<int>(), Keep.Both).Run(Materializer).Value;
        await Soon(source.SendNextAsync(1));
        await sink.ExpectArrivalAsync();
        await Soon(source.SendNextAsync(2));
        var stuck = source.SendNextAsync(3);

        killSwitch.Abort(Cause);

        await Soon(Task.WhenAny(stuck));
        (await source.ExpectCancellationAsync()).ShouldBeSameAs(Cause);
        sink.Request(1);
        (await sink.ExpectNextAsync()).ShouldBe(1);
        (await sink.ExpectErrorAsync()).ShouldBeSameAs(Cause);
    }

    ((TestSourceProbe<int> Source, UniqueKillSwitch Switch) Left, TestSinkProbe<int> Sink) Single() =>
        TestSource.Probe<int>().ViaMat(KillSwitches.Single<int>(), Keep.Both).ToMat(TestSink.Probe<int>(), Keep.Both).Run(Materializer).Value;
}
