using Luthien.Streams.Supervision;

namespace Luthien.Streams.Tests.Operators;

[Trait("Spec", "S10")]
public sealed class SelectAsyncUnorderedSpec : StreamSpec
{
    readonly TaskCompletionSource<int>[] _results = [.. Enumerable.Range(0, 6).Select(_ => new TaskCompletionSource<int>())];
    int _begun;

    [Fact]
    public async Task Results_must_come_as_they_complete()
    {
        var sink = Source.From([0, 1, 2]).SelectAsyncUnordered(3, Begin).RunWith(TestSink.Probe<int>(), Materializer);
        sink.Request(3);
        await Eventually(() => _begun == 3);

        _results[2].SetResult(20);
        (await sink.ExpectNextAsync()).ShouldBe(20);
        _results[0].SetResult(0);
        (await sink.ExpectNextAsync()).ShouldBe(0);
        _results[1].SetResult(10);

        (await sink.ExpectRestAsync()).ShouldBe([10]);
    }

    [Fact]
    public async Task A_result_that_is_there_at_once_must_not_wait_for_those_before_it()
    {
        _results[1].SetResult(10);
        var sink = Source.From([0, 1]).SelectAsyncUnordered(2, Begin).RunWith(TestSink.Probe<int>(), Materializer);
        sink.Request(2);

        (await sink.ExpectNextAsync()).ShouldBe(10);
        _results[0].SetResult(0);

        (await sink.ExpectRestAsync()).ShouldBe([0]);
    }

    [Fact]
    [Trait("Spec", "S2")]
    public async Task No_more_than_allowed_must_be_under_way_or_waiting_to_be_emitted()
    {
        var sink = Source.From([0, 1, 2, 3]).SelectAsyncUnordered(2, Begin).RunWith(TestSink.Probe<int>(), Materializer);
        await Eventually(() => _begun == 2);

        _results[1].SetResult(1);
        await sink.ExpectArrivalAsync();
        _begun.ShouldBe(2);
        sink.Request(4);
        await Eventually(() => _begun == 3);

        Array.ForEach(_results[2..4], result => result.SetResult(2));
        foreach (var expected in new[] { 1, 2, 2 })
            (await sink.ExpectNextAsync()).ShouldBe(expected);
        _results[0].SetResult(0);
        (await sink.ExpectRestAsync()).ShouldBe([0]);
    }

    [Fact]
    public async Task A_stream_must_complete_only_when_nothing_is_under_way_any_more()
    {
        var sink = Source.From([0, 1]).SelectAsyncUnordered(4, Begin).RunWith(TestSink.Probe<int>(), Materializer);
        sink.Request(3);
        await Eventually(() => _begun == 2);

        _results[1].SetResult(1);
        (await sink.ExpectNextAsync()).ShouldBe(1);
        _results[0].SetResult(0);

        (await sink.ExpectRestAsync()).ShouldBe([0]);
    }

    [Fact]
    public async Task A_failed_result_must_fail_the_stream_and_cancel_what_is_under_way_before_it()
    {
        var run = Source.From([0, 1]).SelectAsyncUnordered(2, BeginObediently).To(Sink.Ignore<int>()).Run(Materializer);
        await Eventually(() => _begun == 2);

        _results[1].SetException(Cause);

        (await Outcome(run)).ShouldBe(new StreamOutcome.Failed(Cause));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [Trait("Spec", "S9")]
    public async Task A_failed_or_cancelled_result_must_be_skipped_when_the_decider_resumes(int parallelism)
    {
        _results[0].SetResult(0);
        _results[1].SetException(Cause);
        _results[2].SetCanceled();
        _results[3].SetResult(3);

        var seen = Source.From([0, 1, 2, 3]).SelectAsyncUnordered(parallelism, Begin).WithSupervision(_ => Directive.Resume).RunWith(Sink.Seq<int>(), Materializer);

        (await Soon(seen)).ShouldBe([0, 3], ignoreOrder: true);
    }

    [Fact]
    public async Task An_abort_must_cancel_what_is_under_way()
    {
        var run = Source.From([0, 1]).SelectAsyncUnordered(2, BeginObediently).To(Sink.Ignore<int>()).Run(Materializer);
        await Eventually(() => _begun == 2);

        run.Abort(Cause);

        (await Outcome(run)).ShouldBe(new StreamOutcome.Failed(Cause));
    }

    ValueTask<int> Begin(int index, CancellationToken unwanted)
    {
        Interlocked.Increment(ref _begun);
        return new ValueTask<int>(_results[index].Task);
    }

    ValueTask<int> BeginObediently(int index, CancellationToken unwanted)
    {
        Interlocked.Increment(ref _begun);
        return new ValueTask<int>(_results[index].Task.WaitAsync(unwanted));
    }
}
