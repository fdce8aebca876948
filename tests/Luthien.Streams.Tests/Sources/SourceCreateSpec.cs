namespace Luthien.Streams.Tests.Sources;

public sealed class SourceCreateSpec : StreamSpec
{
    [Fact]
    public async Task A_source_must_complete_when_its_loop_returns()
    {
        var seen = Source.Create<int>(async (writer, _) =>
            {
                await writer.PushAsync(1);
                await writer.PushAsync(2);
            })
            .RunWith(Sink.Seq<int>(), Materializer);

        (await Soon(seen)).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task A_source_must_fail_when_its_loop_throws()
    {
        var run = Source.Create<int>((_, _) => throw Cause).To(Sink.Ignore<int>()).Run(Materializer);

        (await Outcome(run)).ShouldBe(new StreamOutcome.Failed(Cause));
    }

    [Fact]
    public async Task A_cancellation_that_nobody_asked_for_must_be_a_failure()
    {
        var run = Source.Create<int>((_, _) => throw new OperationCanceledException()).To(Sink.Ignore<int>()).Run(Materializer);

        (await Outcome(run)).ShouldBeOfType<StreamOutcome.Failed>().Cause.ShouldBeOfType<OperationCanceledException>();
    }

    [Fact]
    [Trait("Spec", "TR2")]
    public async Task A_run_must_await_its_loop_before_it_disposes_a_stage()
    {
        var order = new List<string>();
        var begun = new TaskCompletionSource();
        var hold = new TaskCompletionSource();
        var run = Source.Create<int>(async (writer, cancellation) =>
            {
                await writer.PushAsync(1);
                begun.SetResult();
                await hold.Task;
                order.Add("loop");
            })
            .Via(Flow.FromStage(() => new DisposeStage(() => order.Add("stage"))))
            .To(Sink.First<int>())
            .Run(Materializer);

        await Soon(begun.Task);
        run.Abort(Cause);
        run.Completion.IsCompleted.ShouldBeFalse();
        hold.SetResult();
        await Soon(run.Completion);
        order.ShouldBe(["loop", "stage"]);
    }

    [Fact]
    [Trait("Spec", "S5")]
    public async Task A_loop_must_learn_why_the_stream_wants_no_more()
    {
        var (source, sink) = TestSource.Probe<int>().ToMat(TestSink.Probe<int>(), Keep.Both).Run(Materializer).Value;

        await Soon(source.SendIdleAsync());
        sink.Cancel(Cause);

        (await source.ExpectCancellationAsync()).ShouldBeSameAs(Cause);
    }

    [Fact]
    [Trait("Spec", "S4")]
    [Trait("Spec", "I-61")]
    public async Task A_null_must_be_refused()
    {
        var run = Source.Create<string>((writer, _) => writer.PushAsync(null!)).To(Sink.Ignore<string>()).Run(Materializer);

        (await Outcome(run)).ShouldBeOfType<StreamOutcome.Failed>().Cause.ShouldBeOfType<ArgumentNullException>();
        Should.Throw<ArgumentNullException>(() => Source.Single<string>(null!));
    }

    [Fact]
    [Trait("Spec", "S4")]
    public async Task A_stage_that_pushes_null_must_fail()
    {
        var run = Source.Single("x").Select<string, string, NotUsed>(_ => null!).To(Sink.Ignore<string>()).Run(Materializer);

        (await Outcome(run)).ShouldBeOfType<StreamOutcome.Failed>().Cause.ShouldBeOfType<ArgumentNullException>();
    }

    [Fact]
    [Trait("Spec", "S21")]
    public async Task A_busy_source_must_let_others_have_its_thread()
    {
        var turns = 0;
        var run = Source.Create<int>(async (writer, cancellation) =>
            {
                while (turns < 3)
                {
                    var before = writer.PushAsync(1);
                    turns += Convert.ToInt32(!before.IsCompleted);
                    await before;
                }
            })
            .To(Sink.Ignore<int>())
            .Run(new Materializer(Time, eventLimit: 10));

        await Soon(run.Completion);
        turns.ShouldBe(3);
    }

    sealed class DisposeStage(Action disposed) : FlowStage<int, int>
    {
        protected override ValueTask OnNext(int element) => Push(element);

        protected override ValueTask OnDispose()
        {
            disposed();
            return default;
        }
    }
}
