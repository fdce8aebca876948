namespace Luthien.Streams.Tests.Running;

public sealed class StageSpec : StreamSpec
{
    [Fact]
    [Trait("Spec", "S3")]
    public async Task An_element_must_walk_all_fused_stages_before_the_next_enters()
    {
        var walk = new List<string>();
        var done = Source.From([1, 2])
            .Select(x => Note(walk, "a", x))
            .Select(x => Note(walk, "b", x))
            .RunWith(Sink.ForEach<int>(x => Note(walk, "c", x)), Materializer);

        await Soon(done);
        walk.ShouldBe(["a1", "b1", "c1", "a2", "b2", "c2"]);
    }

    [Fact]
    [Trait("Spec", "S5")]
    public async Task A_stage_may_push_what_it_held_back_when_the_stream_completes()
    {
        var seen = Source.From([1, 2, 3]).Via(Flow.FromStage(() => new LagStage())).RunWith(Sink.Seq<int>(), Materializer);

        (await Soon(seen)).ShouldBe([1, 2, 3, -1]);
    }

    [Fact]
    [Trait("Spec", "S5")]
    public async Task A_stage_must_not_be_told_that_it_is_cancelled_while_it_completes()
    {
        var seen = Source.From([1]).Via(Flow.FromStage(() => new LastWordsStage())).RunWith(Sink.Seq<int>(), Materializer);

        (await Soon(seen)).ShouldBe([1, 2]);
    }

    [Fact]
    [Trait("Spec", "S5")]
    public async Task A_stage_that_completes_early_must_cancel_upstream_with_its_cause()
    {
        var (source, sink) = TestSource.Probe<int>().Via(Flow.FromStage(() => new StopAtStage(2, Cause)))
            .ToMat(TestSink.Probe<int>(), Keep.Both).Run(Materializer).Value;
        sink.Request(5);

        await Soon(source.SendNextAsync(1));
        await Soon(source.SendNextAsync(2));

        (await sink.ExpectNextAsync()).ShouldBe(1);
        await sink.ExpectCompleteAsync();
        (await source.ExpectCancellationAsync()).ShouldBeSameAs(Cause);
    }

    [Fact]
    [Trait("Spec", "S5")]
    public async Task A_stage_that_throws_must_fail_downstream_and_cancel_upstream()
    {
        var (source, sink) = TestSource.Probe<int>().Select<int, int, TestSourceProbe<int>>(_ => throw Cause)
            .ToMat(TestSink.Probe<int>(), Keep.Both).Run(Materializer).Value;

        await Soon(source.SendNextAsync(1));

        (await sink.ExpectErrorAsync()).ShouldBeSameAs(Cause);
        (await source.ExpectCancellationAsync()).ShouldBeSameAs(Cause);
    }

    [Fact]
    [Trait("Spec", "S5")]
    public async Task A_sink_that_throws_must_fail_the_run_and_its_own_task()
    {
        var run = Source.From([1, 2]).ToMat(Sink.ForEach<int>(_ => throw Cause), Keep.Right).Run(Materializer);

        (await Outcome(run)).ShouldBe(new StreamOutcome.Failed(Cause));
        (await Should.ThrowAsync<InvalidDataException>(() => run.Value)).ShouldBeSameAs(Cause);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Every_stage_must_be_disposed_exactly_once_source_first(int ending)
    {
        var order = new List<string>();
        Func<ISourceWriter<int>, CancellationToken, ValueTask>[] loops =
        [
            static (writer, _) => writer.PushAsync(1),
            static (_, _) => throw Cause,
            static async (writer, cancellation) =>
            {
                await writer.PushAsync(1);
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
            },
        ];
        var run = Source.Create(loops[ending])
            .Via(Flow.FromStage(() => new DisposedStage("first", order)))
            .Via(Flow.FromStage(() => new DisposedStage("second", order)))
            .To(Sink.First<int>())
            .Run(Materializer);

        await Soon(run.Completion);
        order.ShouldBe(["first", "second"]);
    }

    [Fact]
    public async Task A_stage_that_cannot_start_must_fail_the_stream()
    {
        var run = Source.From([1]).Via(Flow.FromStage(() => new NoStartStage())).To(Sink.Ignore<int>()).Run(Materializer);

        (await Outcome(run)).ShouldBe(new StreamOutcome.Failed(Cause));
    }

    [Fact]
    public async Task A_disposal_that_throws_must_not_be_lost()
    {
        var run = Source.From([1]).Via(Flow.FromStage(() => new NoDisposalStage())).To(Sink.Ignore<int>()).Run(Materializer);

        (await Outcome(run)).ShouldBe(new StreamOutcome.Failed(Cause));
    }

    [Fact]
    public async Task Named_stages_must_count_their_elements()
    {
        var run = Source.From([1, 2, 3]).Named("source").Where(x => x > 1).Named("filter").Select(x => x).Named("map")
            .To(Sink.Ignore<int>().Named("sink")).Run(Materializer);

        var result = await Soon(run.Completion);
        result.Counts.Select(count => (count.Name, count.Elements)).ShouldBe([("source", 3), ("filter", 3), ("map", 2), ("sink", 2)]);
        run.Counts.ShouldBe(result.Counts);
    }

    static int Note(List<string> walk, string stage, int x)
    {
        walk.Add(stage + x);
        return x;
    }

    /// <summary>Pushes in the end what it would in a loop that asks whether it is still wanted.</summary>
    sealed class LastWordsStage : FlowStage<int, int>
    {
        protected override ValueTask OnNext(int element) => Push(element);

        protected override ValueTask OnComplete() => IsCancelled ? default : Push(2);
    }

    sealed class LagStage : FlowStage<int, int>
    {
        protected override ValueTask OnNext(int element) => Push(element);

        protected override ValueTask OnComplete() => Push(-1);
    }

    sealed class StopAtStage(int last, Exception cause) : FlowStage<int, int>
    {
        protected override ValueTask OnNext(int element) => element == last ? CompleteStage(cause) : Push(element);
    }

    sealed class DisposedStage(string name, List<string> order) : FlowStage<int, int>
    {
        protected override ValueTask OnNext(int element) => Push(element);

        protected override ValueTask OnDispose()
        {
            order.Add(name);
            return default;
        }
    }

    sealed class NoStartStage : FlowStage<int, int>
    {
        protected override void OnStart() => throw Cause;

        protected override ValueTask OnNext(int element) => Push(element);
    }

    sealed class NoDisposalStage : FlowStage<int, int>
    {
        protected override ValueTask OnNext(int element) => Push(element);

        protected override ValueTask OnDispose() => throw Cause;
    }
}
