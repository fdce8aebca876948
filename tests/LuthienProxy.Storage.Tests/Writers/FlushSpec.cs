using LuthienProxy.Pipeline.Recording;

namespace LuthienProxy.Storage.Tests.Writers;

/// <summary>The end of the process loses nothing that was handed over, and takes no longer than it may (000-37).</summary>
[Trait("Spec", "000-37")]
public sealed class FlushSpec : WritingSpec
{
    [Fact]
    public async Task Everything_in_the_queues_must_be_committed_before_the_flush_ends()
    {
        var gate = new TaskCompletionSource();
        Store.Then(ScriptedStore.WaitsFor(gate.Task));
        await StartAsync(options => options with { Queue = 8, BatchCount = 4, Writers = 2 });
        var calls = Enumerable.Range(0, 10).Select(_ => new Batches()).ToList();
        var answers = calls.SelectMany(call => call.First(10)).Select(AppendAsync).ToList();
        await Store.NextCallAsync();
        var flush = Journal.FlushAsync(Task.CompletedTask);
        await Kit.IdleAsync();
        flush.IsCompleted.ShouldBeFalse();
        gate.SetResult();
        await flush.WaitAsync(Patience);
        (await Task.WhenAll(answers).WaitAsync(Patience)).ShouldAllBe(receipt => receipt == JournalReceipt.Committed);
        Store.Events.ShouldBe(100);
    }

    [Fact]
    public async Task With_a_database_that_hangs_the_queues_must_be_on_the_spool_within_the_flush_timeout()
    {
        Store.FromNowOn(ScriptedStore.Hangs);
        await StartAsync(options => options with
        {
            Queue = 8,
            BatchCount = 4,
            FlushTimeout = TimeSpan.FromMinutes(1),
            AppendTimeout = TimeSpan.FromHours(1),
            Breaker = options.Breaker with { CallTimeout = TimeSpan.FromHours(1) },
        });
        var calls = Enumerable.Range(0, 5).Select(_ => new Batches()).ToList();
        var answers = calls.SelectMany(call => call.First(10)).Select(AppendAsync).ToList();
        await Store.NextCallAsync();
        await SettleAsync();
        var began = Kit.Time.Elapsed;
        var flush = Journal.FlushAsync(Task.WhenAll(answers));
        await MoveUntilAsync(() => flush.IsCompleted);
        (Kit.Time.Elapsed - began).ShouldBeLessThan(Options.FlushTimeout);
        Log.Ids.ShouldNotContain(4015);
        (await Task.WhenAll(answers)).ShouldAllBe(receipt => receipt == JournalReceipt.Spooled);

        Store.FromNowOn(ScriptedStore.Writes);
        await RestartAsync();
        await MoveUntilAsync(() => Journal.IsAvailable);
        calls.ShouldAllBe(call => Store.RecordOf(call.Id).Select(entry => entry.Sequence).SequenceEqual(Enumerable.Range(1, 10)));
    }

    [Fact]
    public async Task What_producers_still_hand_over_while_it_is_flushed_must_be_taken()
    {
        await StartAsync();
        var producers = new TaskCompletionSource();
        var flush = Journal.FlushAsync(producers.Task);
        var call = new Batches();
        (await AppendAsync(call.Opening()).WaitAsync(Patience)).ShouldBe(JournalReceipt.Committed);
        producers.SetResult();
        await flush.WaitAsync(Patience);
        (await AppendAsync(call.Segment()).WaitAsync(Patience)).ShouldBe(JournalReceipt.Lost);
        Journal.IsAvailable.ShouldBeFalse();
    }

    [Fact]
    public async Task Producers_that_never_end_must_not_hold_up_the_end_of_the_process()
    {
        await StartAsync();
        var flush = Journal.FlushAsync(new TaskCompletionSource().Task);
        await MoveUntilAsync(() => flush.IsCompleted);
        await flush;
        Kit.Time.Elapsed.ShouldBeLessThan(Options.FlushTimeout);
    }
}
