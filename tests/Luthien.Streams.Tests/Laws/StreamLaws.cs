using FsCheck;
using FsCheck.Fluent;

namespace Luthien.Streams.Tests.Laws;

public sealed class StreamLaws : StreamSpec
{
    static readonly Arbitrary<int[]> Elements = ArbMap.Default.ArbFor<int[]>();
    static readonly Arbitrary<int[]> Sizes = Gen.Choose(1, 5).ArrayOf().Where(sizes => sizes.Length <= 4).ToArbitrary();
    static readonly Config Quick = Config.QuickThrowOnFailure.WithMaxTest(60);

    [Fact]
    [Trait("Spec", "S3")]
    [Trait("Spec", "S7")]
    [Trait("Spec", "S5")]
    public void Buffers_of_any_size_must_change_nothing_but_the_timing() =>
        Prop.ForAll(Elements, Sizes, (elements, sizes) =>
        {
            var source = sizes.Aggregate(Source.From(elements), (s, size) => s.Select(x => x ^ size).Buffer(size, OverflowStrategy.Backpressure));
            return Result(source).SequenceEqual(elements.Select(x => sizes.Aggregate(x, (y, size) => y ^ size)));
        }).Check(Quick);

    [Fact]
    [Trait("Spec", "S10")]
    public void A_parallel_select_must_keep_the_order() =>
        Prop.ForAll(Elements, Gen.Choose(1, 8).ToArbitrary(), (elements, parallelism) =>
            Result(Source.From(elements).SelectAsync(parallelism, Hop)).SequenceEqual(elements)).Check(Quick);

    [Fact]
    [Trait("Spec", "S10")]
    public void A_parallel_select_without_order_must_lose_nothing_and_add_nothing() =>
        Prop.ForAll(Elements, Gen.Choose(1, 8).ToArbitrary(), (elements, parallelism) =>
            Result(Source.From(elements).SelectAsyncUnordered(parallelism, Hop)).Order().SequenceEqual(elements.Order())).Check(Quick);

    [Fact]
    [Trait("Spec", "S2")]
    public void A_source_must_never_be_further_ahead_than_the_buffers() =>
        Prop.ForAll(Sizes, Gen.Choose(0, 10).ToArbitrary(), (sizes, consumed) => RunAhead(sizes, consumed).GetAwaiter().GetResult()).Check(Quick);

    [Fact]
    [Trait("Spec", "S5")]
    public void A_failure_must_follow_a_prefix_of_the_elements() =>
        Prop.ForAll(Elements, Sizes, (elements, sizes) =>
        {
            var seen = new List<int>();
            var source = sizes.Aggregate(Source.From(elements).Concat(Source.Failed<int>(Cause)), (s, size) => s.Buffer(size, OverflowStrategy.Backpressure));
            var outcome = source.To(Sink.ForEach<int>(seen.Add)).Run(Materializer).Completion.GetAwaiter().GetResult().Outcome;
            return outcome == new StreamOutcome.Failed(Cause) && seen.SequenceEqual(elements.Take(seen.Count));
        }).Check(Quick);

    [Fact]
    public void Idle_must_follow_the_last_element_wherever_the_source_pauses() =>
        Prop.ForAll(ArbMap.Default.ArbFor<bool[]>(), Sizes, (pauses, sizes) =>
        {
            var sink = new FlushedStage(pauses.Length + 1);
            var source = Source.Create<int>(async (writer, cancellation) =>
            {
                foreach (var pause in pauses.Append(true))
                {
                    await writer.PushAsync(1);
                    await (pause ? writer.IdleAsync() : default);
                }

                await sink.AllFlushed.WaitAsync(TimeSpan.FromSeconds(10), cancellation);
            });
            var run = sizes.Aggregate(source, (s, size) => s.Buffer(size, OverflowStrategy.Backpressure)).To(Sink.FromStage(() => sink)).Run(Materializer);
            return run.Completion.GetAwaiter().GetResult().Outcome is StreamOutcome.Completed;
        }).Check(Quick);

    [Fact]
    [Trait("Spec", "S6")]
    public void Every_element_must_reach_the_sink_or_the_hook() =>
        Prop.ForAll(Elements, Sizes, Gen.Choose(0, 6).ToArbitrary(), (elements, sizes, taken) =>
        {
            var dropped = 0;
            var pushed = 0;
            var seen = 0;
            var source = Source.Create<int>(async (writer, _) =>
            {
                foreach (var element in elements)
                {
                    pushed++;
                    await writer.PushAsync(element);
                }
            });
            var run = sizes.Aggregate(source, (s, size) => s.Buffer(size, OverflowStrategy.DropNew)).OnDropped<int>(_ => Interlocked.Increment(ref dropped))
                .Take(taken).To(Sink.ForEach<int>(_ => seen++)).Run(Materializer);
            run.Completion.GetAwaiter().GetResult();
            return seen + dropped == pushed;
        }).Check(Quick);

    IReadOnlyList<int> Result(Source<int, NotUsed> source) => source.RunWith(Sink.Seq<int>(), Materializer).GetAwaiter().GetResult();

    // However the threads fall, completed pushes are at most what the sink has in hand or behind it, plus what the buffers hold.
    async Task<bool> RunAhead(int[] sizes, int consumed)
    {
        var pushed = 0;
        var source = Source.Create<int>(async (writer, _) =>
        {
            while (true)
            {
                await writer.PushAsync(1);
                pushed++;
            }
        });
        var run = sizes.Aggregate(source, (s, size) => s.Buffer(size, OverflowStrategy.Backpressure)).ToMat(TestSink.Probe<int>(), Keep.Right).Run(Materializer);
        for (var i = 0; i < consumed; i++)
            await run.Value.RequestNextAsync();
        await run.Value.ExpectArrivalAsync();
        var ahead = Volatile.Read(ref pushed);
        run.Abort(Cause);
        await Soon(run.Completion);

        // Each buffer's driver holds one more in its hand, as the sink does.
        return ahead <= consumed + 1 + sizes.Sum() + sizes.Length;
    }

    static async ValueTask<int> Hop(int element, CancellationToken unwanted)
    {
        for (var i = 0; i < (element & 3); i++)
            await Task.Yield();
        return element;
    }

    /// <summary>Knows when all that is to come has come and has been flushed.</summary>
    sealed class FlushedStage(int expected) : SinkStage<int>
    {
        readonly TaskCompletionSource _allFlushed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int _written;

        internal Task AllFlushed => _allFlushed.Task;

        protected override ValueTask OnNext(int element)
        {
            _written++;
            return default;
        }

        protected override ValueTask OnIdle()
        {
            _ = _written == expected && _allFlushed.TrySetResult();
            return default;
        }
    }
}
