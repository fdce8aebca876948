using Luthien.Streams.Supervision;

namespace Luthien.Streams.Tests.Operators;

[Trait("Spec", "S9")]
public sealed class SupervisionSpec : StreamSpec
{
    static readonly Source<int, NotUsed> Numbers = Source.From([1, 2, 3, 4]);

    [Fact]
    public async Task Resume_must_drop_the_element_and_keep_the_state()
    {
        var seen = Numbers.Scan(0, AddUnlessThree).WithSupervision(_ => Directive.Resume).RunWith(Sink.Seq<int>(), Materializer);

        (await Soon(seen)).ShouldBe([0, 1, 3, 7]);
    }

    [Fact]
    public async Task Restart_must_drop_the_element_and_reset_the_state()
    {
        var seen = Numbers.Scan(0, AddUnlessThree).WithSupervision(_ => Directive.Restart).RunWith(Sink.Seq<int>(), Materializer);

        (await Soon(seen)).ShouldBe([0, 1, 3, 0, 4]);
    }

    [Fact]
    public async Task Stop_must_be_what_happens_without_a_decider()
    {
        var run = Numbers.Scan(0, AddUnlessThree).To(Sink.Ignore<int>()).Run(Materializer);

        (await Outcome(run)).ShouldBe(new StreamOutcome.Failed(Cause));
    }

    [Fact]
    public async Task A_decider_must_answer_only_for_its_own_flow()
    {
        var resumed = Flow.Create<int>().Select(x => x).WithSupervision(_ => Directive.Resume);
        var run = Numbers.Via(resumed).Select(x => AddUnlessThree(0, x)).To(Sink.Ignore<int>()).Run(Materializer);

        (await Outcome(run)).ShouldBe(new StreamOutcome.Failed(Cause));
    }

    [Fact]
    public async Task A_custom_stage_must_be_reset_by_a_restart_and_its_faults_counted()
    {
        var run = Numbers.Via(Flow.FromStage(() => new SumStage()).Named("sum").WithSupervision(_ => Directive.Restart))
            .ToMat(Sink.Seq<int>(), Keep.Right).Run(Materializer);

        (await Soon(run.Value)).ShouldBe([1, 3, 4]);
        (await Soon(run.Completion)).Counts.ShouldBe([new StageCount("sum", 4, 0, 1)]);
    }

    [Fact]
    public async Task A_failure_from_upstream_must_not_ask_the_decider()
    {
        var run = Source.Failed<int>(Cause).Select(x => x).WithSupervision(_ => Directive.Resume).To(Sink.Ignore<int>()).Run(Materializer);

        (await Outcome(run)).ShouldBe(new StreamOutcome.Failed(Cause));
    }

    static int AddUnlessThree(int sum, int x) => x == 3 ? throw Cause : sum + x;

    sealed class SumStage : FlowStage<int, int>
    {
        int _sum;

        protected override async ValueTask OnNext(int element)
        {
            await Task.Yield();
            _sum = AddUnlessThree(_sum, element);
            await Push(_sum);
        }

        protected override void OnRestart() => _sum = 0;
    }
}
