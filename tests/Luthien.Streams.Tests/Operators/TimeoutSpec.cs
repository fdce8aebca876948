namespace Luthien.Streams.Tests.Operators;

[Trait("Spec", "S14")]
public sealed class TimeoutSpec : StreamSpec
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    static readonly TimeSpan AlmostLimit = Limit - TimeSpan.FromSeconds(1);

    [Fact]
    public async Task The_first_element_must_come_in_time()
    {
        var (source, sink) = Run(source => source.InitialTimeout(Limit));
        await Soon(source.SendIdleAsync());

        Time.Advance(AlmostLimit);
        sink.ExpectNothingYet();
        Time.Advance(TimeSpan.FromSeconds(1));

        (await sink.ExpectErrorAsync()).ShouldBeOfType<TimeoutException>();
        (await source.ExpectCancellationAsync()).ShouldBeOfType<TimeoutException>();
    }

    [Fact]
    public async Task After_the_first_element_the_initial_timeout_must_be_silent()
    {
        var (source, sink) = Run(source => source.InitialTimeout(Limit));
        sink.Request(2);
        await Soon(source.SendNextAsync(1));

        Time.Advance(10 * Limit);
        await Soon(source.SendNextAsync(2));

        source.SendComplete();
        (await sink.ExpectRestAsync()).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task An_idle_upstream_must_fail_the_stream()
    {
        var (source, sink) = Run(source => source.IdleTimeout(Limit));
        sink.Request(2);
        Time.Advance(AlmostLimit);
        await Soon(source.SendNextAsync(1));
        Time.Advance(AlmostLimit);
        await Soon(source.SendNextAsync(2));

        Time.Advance(Limit);

        (await sink.ExpectNextAsync()).ShouldBe(1);
        (await sink.ExpectNextAsync()).ShouldBe(2);
        (await sink.ExpectErrorAsync()).ShouldBeOfType<TimeoutException>();
        (await source.ExpectCancellationAsync()).ShouldBeOfType<TimeoutException>();
    }

    [Fact]
    public async Task A_busy_downstream_must_not_make_upstream_idle()
    {
        var (source, sink) = Run(source => source.IdleTimeout(Limit));
        var waiting = source.SendNextAsync(1);
        await sink.ExpectArrivalAsync();

        Time.Advance(3 * Limit);
        (await sink.RequestNextAsync()).ShouldBe(1);
        await Soon(waiting);

        Time.Advance(AlmostLimit);
        sink.ExpectNothingYet();
        Time.Advance(2 * Limit);
        (await sink.ExpectErrorAsync()).ShouldBeOfType<TimeoutException>();
    }

    [Fact]
    public async Task A_stream_that_takes_too_long_must_be_aborted_even_while_downstream_is_busy()
    {
        var (source, sink) = Run(source => source.CompletionTimeout(Limit));
        var stuck = source.SendNextAsync(1);
        await sink.ExpectArrivalAsync();

        Time.Advance(Limit);

        (await sink.ExpectErrorAsync()).ShouldBeOfType<TimeoutException>();
        await Soon(Task.WhenAny(stuck));
    }

    [Fact]
    public async Task A_downstream_that_takes_no_element_must_abort_the_run()
    {
        var (source, sink) = Run(source => source.BackpressureTimeout(Limit));
        var stuck = source.SendNextAsync(1);
        await sink.ExpectArrivalAsync();
        await Soon(Time.WaitForTimerAsync());

        Time.Advance(AlmostLimit);
        sink.ExpectNothingYet();
        Time.Advance(TimeSpan.FromSeconds(1));

        (await sink.ExpectErrorAsync()).ShouldBeOfType<TimeoutException>();
        await Soon(Task.WhenAny(stuck));
    }

    [Fact]
    public async Task Elements_must_not_touch_a_timer()
    {
        var (source, sink) = Run(source => source.IdleTimeout(Limit).KeepAlive(Limit / 2, () => 0));
        var due = Time.NextDue;
        sink.Request(100);
        for (var i = 0; i < 100; i++)
            await Soon(source.SendNextAsync(i));

        Time.NextDue.ShouldBe(due);
        source.SendComplete();
        (await sink.ExpectRestAsync()).Count.ShouldBe(100);
        Time.NextDue.ShouldBeNull();
    }

    [Fact]
    [Trait("Spec", "S15")]
    public async Task A_filler_must_come_when_nothing_passed_for_a_while()
    {
        var (source, sink) = Run(source => source.KeepAlive(Limit, () => -1));
        sink.Request(3);
        await Soon(source.SendNextAsync(1));
        (await sink.ExpectNextAsync()).ShouldBe(1);
        Time.Advance(AlmostLimit);
        sink.ExpectNothingYet();

        Time.Advance(TimeSpan.FromSeconds(1));
        (await sink.ExpectNextAsync()).ShouldBe(-1);
        await sink.ExpectIdleAsync();
        await Soon(source.SendNextAsync(2));

        (await sink.ExpectNextAsync()).ShouldBe(2);
        source.SendComplete();
        await sink.ExpectCompleteAsync();
        Time.Advance(Limit);
    }

    [Fact]
    [Trait("Spec", "S15")]
    public async Task A_filler_must_wait_for_demand()
    {
        var (source, sink) = Run(source => source.KeepAlive(Limit, () => -1));
        var waiting = source.SendNextAsync(1);
        await sink.ExpectArrivalAsync();

        Time.Advance(3 * Limit);
        (await sink.RequestNextAsync()).ShouldBe(1);
        await Soon(waiting);
        sink.ExpectNothingYet();

        source.SendComplete();
        await sink.ExpectCompleteAsync();
    }

    [Fact]
    [Trait("Spec", "S15")]
    public async Task An_element_must_wait_for_a_filler_that_is_being_taken()
    {
        var (source, sink) = Run(source => source.KeepAlive(Limit, () => -1));
        await Soon(source.SendIdleAsync());
        Time.Advance(Limit);
        (await sink.ExpectArrivalAsync()).ShouldBe(-1);

        var behind = source.SendNextAsync(1);
        source.SendComplete();

        (await sink.ExpectRestAsync()).ShouldBe([-1, 1]);
        await Soon(behind);
    }

    (TestSourceProbe<int> Source, TestSinkProbe<int> Sink) Run(Func<Source<int, TestSourceProbe<int>>, Source<int, TestSourceProbe<int>>> operators) =>
        operators(TestSource.Probe<int>()).ToMat(TestSink.Probe<int>(), Keep.Both).Run(Materializer).Value;
}
