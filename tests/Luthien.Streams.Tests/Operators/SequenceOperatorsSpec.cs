namespace Luthien.Streams.Tests.Operators;

public sealed class SequenceOperatorsSpec : StreamSpec
{
    [Fact]
    public async Task Operators_must_do_as_in_a_sequence()
    {
        (await Run(s => s.Select(x => -x))).ShouldBe([-1, -2, -3, -4]);
        (await Run(s => s.Where(x => x > 2))).ShouldBe([3, 4]);
        (await Run(s => s.SelectMany(x => Enumerable.Repeat(x, x - 1)))).ShouldBe([2, 3, 3, 4, 4, 4]);
        (await Run(s => s.Scan(10, (sum, x) => sum + x))).ShouldBe([10, 11, 13, 16, 20]);
        (await Run(s => s.Take(2))).ShouldBe([1, 2]);
        (await Run(s => s.Take(0))).ShouldBeEmpty();
        (await Run(s => s.TakeWhile(x => x < 3))).ShouldBe([1, 2]);
        (await Run(s => s.TakeWhile(x => x < 3, inclusive: true))).ShouldBe([1, 2, 3]);
        (await Run(s => s.Grouped(3).Select(group => group.Sum()))).ShouldBe([6, 4]);
        (await Run(s => s.Take(1).Concat(Source.From([8]).Buffer(1, OverflowStrategy.Backpressure)).Concat(Source.Single(9)))).ShouldBe([1, 8, 9]);
    }

    [Fact]
    public async Task Operators_of_a_flow_must_do_the_same_as_those_of_a_source()
    {
        var flow = Flow.Create<int>().Select(x => x + 1).Where(x => x != 3).SelectMany<int, int, int, NotUsed>(x => [x, x]).Scan(0, (sum, x) => sum + x).Take(4)
            .TakeWhile(x => x < 100).Grouped(2).SelectMany<int, IReadOnlyList<int>, int, NotUsed>(x => x).SelectAsync(2, (int x, CancellationToken _) => new ValueTask<int>(x))
            .Buffer(2, OverflowStrategy.Backpressure).Concat(Source.Single(7)).Recover(_ => [0]).WireTap(_ => { }).IdleTimeout(TimeSpan.FromMinutes(1))
            .KeepAlive(TimeSpan.FromMinutes(1), () => 0);

        (await Run(s => s.Via(flow))).ShouldBe([0, 2, 4, 8, 7]);
    }

    [Fact]
    public async Task A_second_source_must_not_run_before_the_first_is_done()
    {
        var began = false;
        var second = Source.Create<int>((_, _) =>
        {
            began = true;
            return default;
        });
        var (source, sink) = TestSource.Probe<int>().Concat(second).ToMat(TestSink.Probe<int>(), Keep.Both).Run(Materializer).Value;
        sink.Request(1);
        await Soon(source.SendNextAsync(1));

        began.ShouldBeFalse();
        source.SendComplete();

        (await sink.ExpectRestAsync()).ShouldBe([1]);
        began.ShouldBeTrue();
    }

    [Fact]
    public async Task A_cancellation_must_reach_both_halves_of_a_concatenation()
    {
        TestSourceProbe<int> source = null!;
        var second = TestSource.Probe<int>().MapMaterializedValue(probe => source = probe);
        var sink = Source.Single(1).Concat(second).RunWith(TestSink.Probe<int>(), Materializer);
        (await sink.RequestNextAsync()).ShouldBe(1);
        await Soon(source.SendIdleAsync());

        sink.Cancel(Cause);

        (await source.ExpectCancellationAsync()).ShouldBeSameAs(Cause);
    }

    [Fact]
    [Trait("Spec", "S17")]
    public async Task A_failure_may_be_turned_into_a_last_element()
    {
        (await Run(s => s.Concat(Source.Failed<int>(Cause)).Recover(_ => [9]))).ShouldBe([1, 2, 3, 4, 9]);
        var passed = Source.Failed<int>(Cause).Recover(_ => []).To(Sink.Ignore<int>()).Run(Materializer);
        (await Outcome(passed)).ShouldBe(new StreamOutcome.Failed(Cause));
    }

    [Fact]
    [Trait("Spec", "S11")]
    public async Task A_watcher_must_learn_of_a_completion_a_failure_and_a_cancellation()
    {
        await Soon(Source.Empty<int>().WatchTermination(Keep.Right).To(Sink.Ignore<int>()).Run(Materializer).Value);
        await Soon(Source.From([1, 2]).WatchTermination(Keep.Right).To(Sink.First<int>()).Run(Materializer).Value);
        var failed = Source.Failed<int>(Cause).WatchTermination(Keep.Right).To(Sink.Ignore<int>()).Run(Materializer).Value;
        (await Should.ThrowAsync<InvalidDataException>(() => Soon(failed))).ShouldBeSameAs(Cause);
    }

    Task<IReadOnlyList<int>> Run(Func<Source<int, NotUsed>, Source<int, NotUsed>> operators) =>
        Soon(operators(Source.From([1, 2, 3, 4])).RunWith(Sink.Seq<int>(), Materializer));
}
