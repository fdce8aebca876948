namespace Luthien.Streams.Tests.Operators;

/// <summary>Operators that a flow has as a source has them: the same elements, failures and limits when they stand in a flow.</summary>
public sealed class FlowOperatorsSpec : StreamSpec
{
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_state_of_its_own_must_begin_anew_with_each_run()
    {
        var counting = Flow.Create<int>().StatefulSelectMany<int, int, string, NotUsed>(() =>
        {
            var seen = 0;
            return x => [$"{x} as {++seen}"];
        });
        (await Run(s => s.Via(counting))).ShouldBe(["1 as 1", "2 as 2", "3 as 3"]);
        (await Run(s => s.Via(counting))).ShouldBe(["1 as 1", "2 as 2", "3 as 3"]);
    }

    [Fact]
    public async Task Unordered_work_must_give_every_element_once() =>
        (await Run(s => s.Via(Flow.Create<int>().SelectAsyncUnordered(3, static (int x, CancellationToken _) => new ValueTask<int>(10 * x))))).ShouldBe([10, 20, 30], ignoreOrder: true);

    [Fact]
    public async Task Limits_that_are_kept_must_change_nothing()
    {
        var limited = Flow.Create<int>().InitialTimeout(Minute).IdleTimeout(Minute).CompletionTimeout(Minute).BackpressureTimeout(Minute).GroupedWithin(2, Minute).SelectMany<int, IReadOnlyList<int>, int, NotUsed>(x => x);
        (await Run(s => s.Via(limited))).ShouldBe([1, 2, 3]);
    }

    [Theory]
    [InlineData("initial")]
    [InlineData("idle")]
    [InlineData("completion")]
    public async Task A_limit_that_passes_must_fail_the_stream(string limit)
    {
        var (source, sink) = TestSource.Probe<int>().Via(Limited(limit)).ToMat(TestSink.Probe<int>(), Keep.Both).Run(Materializer).Value;
        sink.Request(1);
        await Soon(source.SendIdleAsync());
        Time.Advance(2 * Minute);
        (await Soon(sink.ExpectErrorAsync())).ShouldBeOfType<TimeoutException>();
    }

    [Fact]
    public async Task A_side_branch_that_keeps_up_must_see_all_that_passes()
    {
        var branch = new List<int>();
        (await Run(s => s.Via(Flow.Create<int>().AlsoTo(Sink.ForEach<int>(branch.Add))))).ShouldBe([1, 2, 3]);
        branch.ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task The_end_of_a_flow_must_be_told_to_who_watches_it()
    {
        Task<Done> ended = null!;
        var watched = Flow.Create<int>().WatchTermination((NotUsed _, Task<Done> done) => ended = done);
        (await Run(s => s.Via(watched))).ShouldBe([1, 2, 3]);
        await Soon(ended);
    }

    [Fact]
    public async Task What_a_flow_drops_must_come_to_its_hook()
    {
        var dropped = new List<int>();
        var (source, sink) = TestSource.Probe<int>().Via(Flow.Create<int>().Buffer(1, OverflowStrategy.DropNew).OnDropped<int>(dropped.Add)).ToMat(TestSink.Probe<int>(), Keep.Both).Run(Materializer).Value;
        await Soon(source.SendNextAsync(1));
        await sink.ExpectArrivalAsync();
        await Soon(source.SendNextAsync(2));
        await Soon(source.SendNextAsync(3));
        dropped.ShouldBe([3]);
        sink.Cancel();
    }

    static Flow<int, int, NotUsed> Limited(string limit) => limit switch
    {
        "initial" => Flow.Create<int>().InitialTimeout(Minute),
        "idle" => Flow.Create<int>().IdleTimeout(Minute),
        _ => Flow.Create<int>().CompletionTimeout(Minute),
    };

    static Source<int, NotUsed> Numbers => Source.From([1, 2, 3]);

    Task<IReadOnlyList<T>> Run<T>(Func<Source<int, NotUsed>, Source<T, NotUsed>> with) => Soon(with(Numbers).RunWith(Sink.Seq<T>(), Materializer));
}
