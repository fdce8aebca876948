using Luthien.Streams.Supervision;

namespace Luthien.Streams.Tests.Operators;

/// <summary>Ends that come from unusual places: a switch above or within a concatenation or a branch, a decider that throws, a stage that fails itself.</summary>
public sealed class EndingSpec : StreamSpec
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Spec", "S10")]
    public async Task A_switch_behind_a_concatenation_must_end_it_in_either_half(bool isInSecond)
    {
        var killSwitch = KillSwitches.Shared("end");
        TestSourceProbe<int> second = null!;
        var (first, sink) = TestSource.Probe<int>().Concat(TestSource.Probe<int>().MapMaterializedValue(probe => second = probe)).Via(killSwitch.Flow<int>())
            .ToMat(TestSink.Probe<int>(), Keep.Both).Run(Materializer).Value;
        await Soon(first.SendIdleAsync());
        await (isInSecond ? StartSecond(first, second) : Task.CompletedTask);

        killSwitch.Abort(Cause);

        (await sink.ExpectErrorAsync()).ShouldBeSameAs(Cause);
        (await (isInSecond ? second : first).ExpectCancellationAsync()).ShouldBeSameAs(Cause);
    }

    [Fact]
    [Trait("Spec", "S10")]
    public async Task A_deadline_behind_a_concatenation_must_reach_the_half_that_is_running()
    {
        TestSourceProbe<int> second = null!;
        var (first, sink) = TestSource.Probe<int>().Concat(TestSource.Probe<int>().MapMaterializedValue(probe => second = probe)).IdleTimeout(TimeSpan.FromSeconds(30))
            .ToMat(TestSink.Probe<int>(), Keep.Both).Run(Materializer).Value;
        await StartSecond(first, second);

        Time.Advance(TimeSpan.FromSeconds(60));

        (await sink.ExpectErrorAsync()).ShouldBeOfType<TimeoutException>();
        (await second.ExpectCancellationAsync()).ShouldBeOfType<TimeoutException>();
    }

    [Fact]
    [Trait("Spec", "S10")]
    public async Task A_concatenation_whose_first_half_fails_must_never_begin_the_second()
    {
        var began = false;
        var run = Source.Failed<int>(Cause).Concat(Source.Create<int>((_, _) =>
        {
            began = true;
            return default;
        })).To(Sink.Ignore<int>()).Run(Materializer);

        (await Outcome(run)).ShouldBe(new StreamOutcome.Failed(Cause));
        began.ShouldBeFalse();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_branch_that_fails_by_itself_must_leave_the_main_line_alone(bool isDeadline)
    {
        TestSinkProbe<int> side = null!;
        var sideSink = TestSink.Probe<int>().MapMaterializedValue(probe => side = probe);
        var branch = isDeadline ? Flow.Create<int>().IdleTimeout(TimeSpan.FromSeconds(30)).To(sideSink) : Flow.Create<int>().Select<int, int, int, NotUsed>(_ => throw Cause).To(sideSink);
        var (source, sink) = TestSource.Probe<int>().AlsoTo(branch).ToMat(TestSink.Probe<int>(), Keep.Both).Run(Materializer).Value;
        sink.Request(3);
        await Soon(source.SendIdleAsync());
        Time.Advance(TimeSpan.FromSeconds(60));

        await Soon(source.SendNextAsync(1));
        await Soon(source.SendNextAsync(2));

        await side.ExpectErrorAsync();
        source.SendComplete();
        (await sink.ExpectRestAsync()).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task An_abort_above_a_branch_must_free_an_upstream_that_waits_for_room_in_it()
    {
        TestSinkProbe<int> side = null!;
        var branch = Flow.Create<int>().Buffer(1, OverflowStrategy.Backpressure).To(TestSink.Probe<int>().MapMaterializedValue(probe => side = probe));
        var ((source, killSwitch), sink) = TestSource.Probe<int>().ViaMat(KillSwitches.Single<int>(), Keep.Both).AlsoTo(branch).ToMat(TestSink.Probe<int>(), Keep.Both).Run(Materializer).Value;
        sink.Request(3);
        await Soon(source.SendNextAsync(1));
        await side.ExpectArrivalAsync();
        await Soon(source.SendNextAsync(2));
        var stuck = source.SendNextAsync(3);

        killSwitch.Abort(Cause);

        await Soon(Task.WhenAny(stuck));
        (await source.ExpectCancellationAsync()).ShouldBeSameAs(Cause);
        side.Request(1);
        (await side.ExpectNextAsync()).ShouldBe(1);
        (await side.ExpectErrorAsync()).ShouldBeSameAs(Cause);
    }

    [Fact]
    public async Task A_switch_above_a_branch_must_end_both_lines()
    {
        var killSwitch = KillSwitches.Shared("end");
        TestSinkProbe<int> side = null!;
        var (source, sink) = TestSource.Probe<int>().Via(killSwitch.Flow<int>()).AlsoTo(TestSink.Probe<int>().MapMaterializedValue(probe => side = probe))
            .ToMat(TestSink.Probe<int>(), Keep.Both).Run(Materializer).Value;
        await Soon(source.SendIdleAsync());

        killSwitch.Shutdown();

        await sink.ExpectCompleteAsync();
        await side.ExpectCompleteAsync();
    }

    [Fact]
    public async Task A_deadline_within_a_branching_line_must_tell_both()
    {
        TestSinkProbe<int> side = null!;
        var (source, sink) = TestSource.Probe<int>().IdleTimeout(TimeSpan.FromSeconds(30)).AlsoTo(TestSink.Probe<int>().MapMaterializedValue(probe => side = probe))
            .ToMat(TestSink.Probe<int>(), Keep.Both).Run(Materializer).Value;
        await Soon(source.SendIdleAsync());

        Time.Advance(TimeSpan.FromSeconds(60));

        (await sink.ExpectErrorAsync()).ShouldBeOfType<TimeoutException>();
        (await side.ExpectErrorAsync()).ShouldBeOfType<TimeoutException>();
    }

    [Fact]
    public async Task A_tap_must_end_when_the_main_line_is_left()
    {
        TestSinkProbe<int> side = null!;
        var (source, sink) = TestSource.Probe<int>().WireTap(TestSink.Probe<int>().MapMaterializedValue(probe => side = probe))
            .ToMat(TestSink.Probe<int>(), Keep.Both).Run(Materializer).Value;
        await Soon(source.SendIdleAsync());

        sink.Cancel(Cause);

        await side.ExpectCompleteAsync();
        (await source.ExpectCancellationAsync()).ShouldBeSameAs(Cause);
    }

    [Fact]
    [Trait("Spec", "S16")]
    public async Task A_decider_that_throws_must_fail_the_stream_with_both_causes()
    {
        var second = new InvalidOperationException("the decider's");
        var run = Source.From([1]).Via(Flow.Create<int>().Select<int, int, int, NotUsed>(_ => throw Cause).WithSupervision(_ => throw second)).To(Sink.Ignore<int>()).Run(Materializer);

        var failed = (await Outcome(run)).ShouldBeOfType<StreamOutcome.Failed>();
        failed.Cause.ShouldBeOfType<AggregateException>().InnerExceptions.ShouldBe([Cause, second]);
    }

    [Fact]
    [Trait("Spec", "S16")]
    public async Task A_restart_must_make_the_function_with_its_state_anew()
    {
        var flow = Flow.Create<int>().StatefulSelectMany<int, int, int, NotUsed>(() =>
        {
            var sum = 0;
            return x => x < 0 ? throw Cause : [sum += x];
        }).WithSupervision(_ => Directive.Restart);

        (await Soon(Source.From([1, 2, -1, 4]).Via(flow).RunWith(Sink.Seq<int>(), Materializer))).ShouldBe([1, 3, 4]);
    }

    [Fact]
    public async Task A_stage_that_fails_itself_must_ask_no_decider()
    {
        var run = Source.From([1, 2]).Via(Flow.FromStage(() => new FailingStage()).WithSupervision(_ => Directive.Resume)).To(Sink.Ignore<int>()).Run(Materializer);

        (await Outcome(run)).ShouldBe(new StreamOutcome.Failed(Cause));
    }

    [Fact]
    public async Task What_one_element_becomes_must_wait_for_the_sink_one_by_one()
    {
        var (source, sink) = TestSource.Probe<int>().SelectMany<int, int, TestSourceProbe<int>>(x => [x, x + 1, x + 2]).ToMat(TestSink.Probe<int>(), Keep.Both).Run(Materializer).Value;
        var waiting = source.SendNextAsync(1);

        (await sink.RequestNextAsync()).ShouldBe(1);
        (await sink.RequestNextAsync()).ShouldBe(2);
        waiting.IsCompleted.ShouldBeFalse();
        (await sink.RequestNextAsync()).ShouldBe(3);

        await Soon(waiting);
        source.SendComplete();
        await sink.ExpectCompleteAsync();
    }

    [Fact]
    public async Task A_unique_switch_must_cancel_its_token()
    {
        var ((source, killSwitch), sink) = TestSource.Probe<int>().ViaMat(KillSwitches.Single<int>(), Keep.Both).ToMat(TestSink.Probe<int>(), Keep.Both).Run(Materializer).Value;
        await Soon(source.SendIdleAsync());
        killSwitch.Token.IsCancellationRequested.ShouldBeFalse();

        killSwitch.Shutdown();

        killSwitch.Token.IsCancellationRequested.ShouldBeTrue();
        await sink.ExpectCompleteAsync();
    }

    static async Task StartSecond(TestSourceProbe<int> first, TestSourceProbe<int> second)
    {
        first.SendComplete();
        await Soon(second.SendIdleAsync());
    }

    sealed class FailingStage : FlowStage<int, int>
    {
        protected override ValueTask OnNext(int element) => FailStage(Cause);
    }
}
