namespace Luthien.Streams.Tests.Operators;

[Trait("Spec", "S16")]
public sealed class FanOutSpec : StreamSpec
{
    readonly TestSinkHolder<int> _side = new();

    [Fact]
    public async Task AlsoTo_must_go_at_the_pace_of_the_slowest()
    {
        var (source, sink) = TestSource.Probe<int>().AlsoTo(_side.Sink).ToMat(TestSink.Probe<int>(), Keep.Both).Run(Materializer).Value;
        sink.Request(2);

        var first = source.SendNextAsync(1);
        (await sink.ExpectNextAsync()).ShouldBe(1);
        first.IsCompleted.ShouldBeFalse();
        (await _side.Probe.RequestNextAsync()).ShouldBe(1);

        await Soon(first);
        source.SendComplete();
        await sink.ExpectCompleteAsync();
        await _side.Probe.ExpectCompleteAsync();
    }

    [Fact]
    public async Task AlsoTo_must_go_on_without_a_branch_that_was_cancelled()
    {
        var (source, sink) = TestSource.Probe<int>().AlsoTo(_side.Sink).ToMat(TestSink.Probe<int>(), Keep.Both).Run(Materializer).Value;
        sink.Request(2);

        _side.Probe.Cancel();
        await Soon(source.SendNextAsync(1));
        await Soon(source.SendNextAsync(2));
        source.SendComplete();

        (await sink.ExpectRestAsync()).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task AlsoTo_must_go_on_without_a_branch_that_fails()
    {
        var seen = Source.From([1, 2]).AlsoTo(Sink.ForEach<int>(_ => throw Cause)).RunWith(Sink.Seq<int>(), Materializer);

        (await Soon(seen)).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task AlsoTo_must_end_its_branch_when_the_main_line_is_cancelled()
    {
        var branch = Sink.Seq<int>();
        Task<IReadOnlyList<int>>? seen = null;
        var run = Source.From([1, 2, 3]).AlsoTo(branch.MapMaterializedValue(task => seen = task)).Take(2).To(Sink.Ignore<int>()).Run(Materializer);

        await Soon(run.Completion);
        (await Soon(seen.ShouldNotBeNull())).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task AlsoTo_must_tell_its_branch_of_a_failure()
    {
        var (source, sink) = TestSource.Probe<int>().AlsoTo(_side.Sink).ToMat(TestSink.Probe<int>(), Keep.Both).Run(Materializer).Value;

        source.SendError(Cause);

        (await sink.ExpectErrorAsync()).ShouldBeSameAs(Cause);
        (await _side.Probe.ExpectErrorAsync()).ShouldBeSameAs(Cause);
    }

    [Fact]
    public async Task A_switch_within_a_branch_must_end_the_branch_alone()
    {
        var killSwitch = KillSwitches.Shared("branch");
        var (source, sink) = TestSource.Probe<int>().AlsoTo(killSwitch.Flow<int>().To(_side.Sink)).ToMat(TestSink.Probe<int>(), Keep.Both).Run(Materializer).Value;
        sink.Request(2);
        await Soon(source.SendIdleAsync());

        killSwitch.Shutdown();
        await Soon(source.SendNextAsync(1));

        await _side.Probe.ExpectCompleteAsync();
        source.SendComplete();
        (await sink.ExpectRestAsync()).ShouldBe([1]);
    }

    [Fact]
    public async Task A_tap_must_never_slow_the_main_line_and_must_keep_the_newest()
    {
        var run = TestSource.Probe<int>().WireTap(_side.Sink).Named("tap").ToMat(TestSink.Probe<int>(), Keep.Both).Run(Materializer);
        var (source, sink) = run.Value;
        sink.Request(10);
        await Soon(source.SendNextAsync(1));
        await _side.Probe.ExpectArrivalAsync();
        await Soon(source.SendNextAsync(2));
        await Soon(source.SendNextAsync(3));
        source.SendComplete();

        (await sink.ExpectRestAsync()).ShouldBe([1, 2, 3]);
        (await Soon(run.Completion)).Counts.ShouldBe([new StageCount("tap", 3, 1, 0)]);
        (await _side.Probe.ExpectRestAsync()).ShouldBe([1, 3]);
    }

    [Fact]
    public async Task A_tap_that_fails_must_not_touch_the_main_line()
    {
        var seen = Source.From([1, 2]).WireTap(Sink.ForEach<int>(_ => throw Cause)).RunWith(Sink.Seq<int>(), Materializer);

        (await Soon(seen)).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task A_callback_that_throws_must_not_touch_the_main_line_and_must_be_counted()
    {
        var calls = 0;
        var run = Source.From([1, 2]).WireTap(_ =>
        {
            calls++;
            throw Cause;
        }).Named("tap").ToMat(Sink.Seq<int>(), Keep.Right).Run(Materializer);

        (await Soon(run.Value)).ShouldBe([1, 2]);
        (await Soon(run.Completion)).Counts.ShouldBe([new StageCount("tap", 2, 0, 1)]);
        calls.ShouldBe(1);
    }

    /// <summary>A probe for a branch, whose value the graph does not keep.</summary>
    sealed class TestSinkHolder<T>
    {
        internal TestSinkHolder() => Sink = TestSink.Probe<T>().MapMaterializedValue(probe => Probe = probe);

        internal Sink<T, TestSinkProbe<T>> Sink { get; }

        internal TestSinkProbe<T> Probe { get; private set; } = null!;
    }
}
