using Luthien.Streams.Supervision;

namespace Luthien.Streams.Tests.Operators;

[Trait("Spec", "S10")]
public sealed class SelectAsyncSpec : StreamSpec
{
    readonly TaskCompletionSource<int>[] _results = [.. Enumerable.Range(0, 6).Select(_ => new TaskCompletionSource<int>())];
    int _begun;

    [Fact]
    public async Task Results_must_come_in_the_order_of_their_elements()
    {
        var sink = Source.From([0, 1, 2]).SelectAsync(3, Begin).RunWith(TestSink.Probe<int>(), Materializer);
        sink.Request(3);

        _results[2].SetResult(20);
        _results[1].SetResult(10);
        sink.ExpectNothingYet();
        _results[0].SetResult(0);

        (await sink.ExpectRestAsync()).ShouldBe([0, 10, 20]);
    }

    [Fact]
    [Trait("Spec", "S2")]
    public async Task No_more_than_allowed_must_be_under_way()
    {
        var sink = Source.From([0, 1, 2, 3]).SelectAsync(2, Begin).RunWith(TestSink.Probe<int>(), Materializer);
        await Eventually(() => _begun == 2);

        _results[0].SetResult(0);
        await sink.ExpectArrivalAsync();
        _begun.ShouldBe(2);
        sink.Request(4);
        await Eventually(() => _begun == 3);

        Array.ForEach(_results[1..4], result => result.SetResult(1));
        (await sink.ExpectRestAsync()).ShouldBe([0, 1, 1, 1]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_failed_result_must_fail_the_stream(int parallelism)
    {
        _results[0].SetException(Cause);
        var run = Source.From([0, 1, 2]).SelectAsync(parallelism, Begin).To(Sink.Ignore<int>()).Run(Materializer);
        Array.ForEach(_results[1..], result => result.SetResult(1));

        (await Outcome(run)).ShouldBe(new StreamOutcome.Failed(Cause));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [Trait("Spec", "S9")]
    public async Task A_failed_result_must_be_skipped_when_the_decider_resumes(int parallelism)
    {
        _results[0].SetResult(0);
        _results[1].SetException(Cause);
        _results[2].SetResult(2);

        var seen = Source.From([0, 1, 2]).SelectAsync(parallelism, Begin).WithSupervision(_ => Directive.Resume).RunWith(Sink.Seq<int>(), Materializer);

        (await Soon(seen)).ShouldBe([0, 2]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task An_abort_must_cancel_what_is_under_way(int parallelism)
    {
        var begun = new TaskCompletionSource();
        var run = Source.Single(1).SelectAsync(parallelism, async (int _, CancellationToken unwanted) =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, unwanted);
            return 1;
        }).To(Sink.Ignore<int>()).Run(Materializer);
        await Soon(begun.Task);

        run.Abort(Cause);

        (await Outcome(run)).ShouldBe(new StreamOutcome.Failed(Cause));
    }

    ValueTask<int> Begin(int index, CancellationToken unwanted)
    {
        Interlocked.Increment(ref _begun);
        return new ValueTask<int>(_results[index].Task);
    }
}
