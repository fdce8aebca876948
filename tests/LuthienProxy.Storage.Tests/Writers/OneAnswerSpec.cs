using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Storage.Stores;

namespace LuthienProxy.Storage.Tests.Writers;

/// <summary>Exactly one answer for each append, whatever the database, the disk and the actors do (J1).</summary>
public sealed class OneAnswerSpec : WritingSpec
{
    [Theory]
    [InlineData(StoreFault.Unavailable)]
    [InlineData(StoreFault.Busy)]
    [InlineData(StoreFault.Full)]
    [InlineData(StoreFault.Broken)]
    public async Task A_batch_that_the_database_does_not_take_must_be_spooled_and_drained(StoreFault fault)
    {
        Store.Then(ScriptedStore.Fails(fault));
        await StartAsync();
        var call = new Batches();
        (await AppendAsync(call.Opening()).WaitAsync(Patience)).ShouldBe(JournalReceipt.Spooled);
        await MoveUntilAsync(() => Store.Events == 1);
    }

    [Fact]
    public async Task A_batch_whose_commit_is_unknown_must_be_on_record_once()
    {
        Store.Then(ScriptedStore.FailsAfterWriting());
        await StartAsync();
        var call = new Batches();
        (await AppendAsync(call.Opening()).WaitAsync(Patience)).ShouldBe(JournalReceipt.Spooled);
        await MoveUntilAsync(() => Journal.Health.SpoolRecords == 0);
        Store.RecordOf(call.Id).Select(entry => entry.Sequence).ShouldBe([1]);
    }

    [Fact]
    public async Task A_driver_that_never_returns_must_cost_the_call_timeout_only()
    {
        Store.Then(ScriptedStore.Hangs);
        await StartAsync();
        var call = new Batches();
        var answer = AppendAsync(call.Opening());
        await Store.NextCallAsync();
        await Kit.AdvanceAsync(Options.Breaker.CallTimeout);
        (await answer.WaitAsync(Patience)).ShouldBe(JournalReceipt.Spooled);
        await MoveUntilAsync(() => Journal.IsAvailable);
        Store.Events.ShouldBe(1);
        (await AppendAsync(call.Segment()).WaitAsync(Patience)).ShouldBe(JournalReceipt.Committed);
    }

    [Fact]
    public async Task A_driver_that_blocks_its_thread_must_not_hold_up_anything_else()
    {
        using var gate = new ManualResetEventSlim();
        Store.Then(ScriptedStore.Blocks(gate));
        await StartAsync(options => options with { Writers = 8 });
        var stuck = new Batches();
        var answer = AppendAsync(stuck.Opening());
        await Store.NextCallAsync();
        await Kit.AdvanceAsync(Options.Breaker.CallTimeout);
        (await answer.WaitAsync(Patience)).ShouldBe(JournalReceipt.Spooled);
        await MoveUntilAsync(() => Journal.IsAvailable);
        // The same writer goes on, on another thread.
        (await AppendAsync(stuck.Segment()).WaitAsync(Patience)).ShouldBe(JournalReceipt.Committed);
        gate.Set();
    }

    [Fact]
    public async Task When_nothing_answers_the_append_timeout_must()
    {
        Store.FromNowOn(ScriptedStore.Hangs);
        await StartAsync(options => options with { AppendTimeout = TimeSpan.FromSeconds(3), Queue = 1, BatchCount = 1 });
        var answers = Enumerable.Range(0, 5).Select(_ => AppendAsync(new Batches().Opening())).ToList();
        await Store.NextCallAsync();
        await Kit.IdleAsync();
        await Kit.AdvanceAsync(TimeSpan.FromSeconds(3));
        (await Task.WhenAll(answers).WaitAsync(Patience)).ShouldAllBe(receipt => receipt == JournalReceipt.Lost);
        // Two of them never got into the queue: those are gone for certain.
        var health = Journal.Health;
        (health.Unanswered + health.DroppedEvents).ShouldBe(5);
        health.QueueDepth.ShouldBe(0);
    }

    [Fact]
    public async Task A_crash_of_a_writer_must_answer_the_batch_that_caused_it_and_keep_all_others()
    {
        var gate = new TaskCompletionSource();
        Store.Then(ScriptedStore.WaitsFor(gate.Task));
        await StartAsync();
        var call = new Batches();
        var before = AppendAsync(call.Opening());
        await Store.NextCallAsync();
        var collected = AppendAsync(call.Segment());
        var poison = AppendAsync(new JournalBatch(call.Id, default));
        var behind = AppendAsync(call.Segment());

        (await poison.WaitAsync(Patience)).ShouldBe(JournalReceipt.Lost);
        gate.SetResult();
        await MoveUntilAsync(() => behind.IsCompleted);
        (await Task.WhenAll(before, collected, behind)).ShouldAllBe(receipt => receipt == JournalReceipt.Committed);
        Store.RecordOf(call.Id).Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_writer_that_crashes_again_and_again_must_rest_longer_each_time()
    {
        await StartAsync(options => options with { MaxRestartDelay = TimeSpan.FromHours(1) });
        var rests = new List<TimeSpan>();
        for (var i = 0; i < 4; i++)
        {
            (await AppendAsync(new JournalBatch(default, default)).WaitAsync(Patience)).ShouldBe(JournalReceipt.Lost);
            var began = Kit.Time.Elapsed;
            var next = AppendAsync(new Batches().Opening());
            await MoveUntilAsync(() => next.IsCompleted);
            rests.Add(Kit.Time.Elapsed - began);
        }
        rests.Select((rest, i) => rest >= Options.RestartDelay * Math.Pow(2, i)).ShouldAllBe(isLongEnough => isLongEnough);
    }

    [Fact]
    public async Task An_append_after_the_end_must_be_answered_at_once()
    {
        await StartAsync();
        await Kit.Sys.Terminate();
        (await AppendAsync(new Batches().Opening()).WaitAsync(Patience)).ShouldBe(JournalReceipt.Lost);
        Journal.Health.DroppedEvents.ShouldBe(1);
    }

    [Fact]
    public async Task One_batch_that_the_database_fails_on_must_not_hold_up_the_others()
    {
        var (good, bad) = (new Batches(), new Batches());
        var gate = new TaskCompletionSource();
        Store.Then(ScriptedStore.WaitsFor(gate.Task));
        await StartAsync();
        var first = AppendAsync(good.Opening());
        await Store.NextCallAsync();
        Store.FromNowOn(ScriptedStore.ChokesOn(batch => batch.TransactionId == bad.Id));
        var answers = new[] { AppendAsync(good.Segment()), AppendAsync(bad.Opening()), AppendAsync(good.Segment()) };
        gate.SetResult();
        await first;
        (await Task.WhenAll(answers).WaitAsync(Patience)).ShouldBe([JournalReceipt.Committed, JournalReceipt.Lost, JournalReceipt.Committed]);
        Journal.Health.DroppedEvents.ShouldBe(1);
        Log.Ids.ShouldContain(4012);
    }
}
