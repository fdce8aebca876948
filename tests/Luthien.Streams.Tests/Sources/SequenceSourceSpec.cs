namespace Luthien.Streams.Tests.Sources;

public sealed class SequenceSourceSpec : StreamSpec
{
    [Fact]
    [Trait("Spec", "S1")]
    [Trait("Spec", "TR10")]
    public async Task A_recipe_must_give_independent_runs()
    {
        var graph = Source.From([1, 2, 3]).StatefulSelectMany<int, int, NotUsed>(() =>
        {
            var sum = 0;
            return x => [sum += x];
        }).ToMat(Sink.Seq<int>(), Keep.Right);

        var first = graph.Run(Materializer);
        var second = graph.Run(Materializer);

        (await Soon(first.Value)).ShouldBe([1, 3, 6]);
        (await Soon(second.Value)).ShouldBe([1, 3, 6]);
        first.Value.ShouldNotBeSameAs(second.Value);
    }

    [Fact]
    public async Task An_async_sequence_must_be_read_to_its_end()
    {
        var seen = Source.From(Numbers).RunWith(Sink.Seq<int>(), Materializer);

        (await Soon(seen)).ShouldBe([0, 1, 2]);
    }

    [Fact]
    [Trait("Spec", "TR2")]
    public async Task An_aborted_async_sequence_must_be_disposed_after_its_pull()
    {
        var hung = new HungSequence();
        var run = Source.From<int>(_ => hung).To(Sink.Ignore<int>()).Run(Materializer);
        await Soon(hung.Pulled.Task);

        run.Abort(Cause);

        (await Outcome(run)).ShouldBe(new StreamOutcome.Failed(Cause));
        hung.DisposedWhilePulling.ShouldBe(false);
    }

    [Fact]
    public async Task Single_empty_and_failed_sources_must_do_as_they_say()
    {
        (await Soon(Source.Single(7).RunWith(Sink.Seq<int>(), Materializer))).ShouldBe([7]);
        (await Soon(Source.Empty<int>().RunWith(Sink.Seq<int>(), Materializer))).ShouldBeEmpty();
        (await Should.ThrowAsync<InvalidDataException>(() => Soon(Source.Failed<int>(Cause).RunWith(Sink.Seq<int>(), Materializer)))).ShouldBeSameAs(Cause);
    }

    [Fact]
    public async Task Ticks_must_follow_the_materializers_clock()
    {
        var run = Source.Tick(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10), "tick").ToMat(TestSink.Probe<string>(), Keep.Right).Run(Materializer);
        run.Value.Request(2);
        await Soon(Time.WaitForTimerAsync());
        run.Value.ExpectNothingYet();

        Time.Advance(TimeSpan.FromSeconds(5));
        (await run.Value.ExpectNextAsync()).ShouldBe("tick");
        await run.Value.ExpectIdleAsync();
        await Soon(Time.WaitForTimerAsync());
        Time.Advance(TimeSpan.FromSeconds(10));

        (await run.Value.ExpectNextAsync()).ShouldBe("tick");
        run.Shutdown();
        await run.Value.ExpectCompleteAsync();
    }

    static async IAsyncEnumerable<int> Numbers([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var i = 0; i < 3; i++)
        {
            await Task.Yield();
            cancellation.ThrowIfCancellationRequested();
            yield return i;
        }
    }

    sealed class HungSequence : IAsyncEnumerable<int>, IAsyncEnumerator<int>
    {
        CancellationToken _cancellation;
        bool _pulling;

        public int Current => 0;

        internal TaskCompletionSource Pulled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal bool? DisposedWhilePulling { get; private set; }

        public IAsyncEnumerator<int> GetAsyncEnumerator(CancellationToken cancellationToken = default)
        {
            _cancellation = cancellationToken;
            return this;
        }

        public async ValueTask<bool> MoveNextAsync()
        {
            _pulling = true;
            Pulled.SetResult();
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _cancellation);
                return false;
            }
            finally
            {
                _pulling = false;
            }
        }

        public ValueTask DisposeAsync()
        {
            DisposedWhilePulling = _pulling;
            return default;
        }
    }
}
