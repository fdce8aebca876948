using LuthienProxy.Pipeline.Recording;

namespace LuthienProxy.Storage.Tests.Writers;

/// <summary>Batching follows the load: what arrives during a commit makes the next one. The clock of these tests stands still.</summary>
public sealed class GroupCommitSpec : WritingSpec
{
    [Fact]
    public async Task An_idle_journal_must_commit_at_once_without_waiting_for_company()
    {
        await StartAsync();
        (await AppendAsync(new Batches().Opening()).WaitAsync(Patience)).ShouldBe(JournalReceipt.Committed);
        Store.Groups.ShouldBe([1]);
    }

    [Fact]
    public async Task What_arrives_during_a_commit_must_be_committed_together_and_in_order()
    {
        var gate = new TaskCompletionSource();
        Store.Then(ScriptedStore.WaitsFor(gate.Task));
        await StartAsync();
        var first = AppendAsync(new Batches().Opening());
        await Store.NextCallAsync();

        var calls = Enumerable.Range(0, 5).Select(_ => new Batches()).ToList();
        var answers = calls.SelectMany(call => call.First(3)).Select(AppendAsync).ToList();
        await Kit.IdleAsync();
        first.IsCompleted.ShouldBeFalse();
        gate.SetResult();

        (await Task.WhenAll(answers.Append(first)).WaitAsync(Patience)).ShouldAllBe(receipt => receipt == JournalReceipt.Committed);
        Store.Groups.ShouldBe([1, 15]);
        calls.Select(call => Store.RecordOf(call.Id).Select(entry => entry.Sequence)).ShouldAllBe(sequences => sequences.SequenceEqual(new[] { 1, 2, 3 }));
    }

    [Theory]
    [InlineData(4, 1 << 20)]
    [InlineData(256, 4 * (256 + 100))]
    public async Task A_commit_must_not_be_larger_than_the_settings_allow(int count, int bytes)
    {
        var gate = new TaskCompletionSource();
        Store.Then(ScriptedStore.WaitsFor(gate.Task));
        await StartAsync(options => options with { BatchCount = count, BatchBytes = bytes });
        var call = new Batches();
        var first = AppendAsync(call.Opening());
        await Store.NextCallAsync();
        var answers = Enumerable.Range(0, 10).Select(_ => AppendAsync(call.Segment(100))).ToList();
        await Kit.IdleAsync();
        gate.SetResult();
        await Task.WhenAll(answers.Append(first)).WaitAsync(Patience);
        Store.Groups.Take(2).ShouldBe([1, 4]);
        Store.Groups.Max().ShouldBe(4);
        Store.Groups.Sum().ShouldBe(11);
    }

    [Fact]
    public async Task A_full_queue_must_make_its_callers_wait_and_lose_nothing()
    {
        var gate = new TaskCompletionSource();
        Store.Then(ScriptedStore.WaitsFor(gate.Task));
        await StartAsync(options => options with { Queue = 2, BatchCount = 2 });
        var call = new Batches();
        var answers = call.First(50).Select(AppendAsync).ToList();
        await Store.NextCallAsync();
        await Kit.IdleAsync();
        Journal.Health.QueueDepth.ShouldBe(50);
        gate.SetResult();
        (await Task.WhenAll(answers).WaitAsync(Patience)).ShouldAllBe(receipt => receipt == JournalReceipt.Committed);
        Store.RecordOf(call.Id).Count.ShouldBe(50);
        Store.Groups.Max().ShouldBe(2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Every_event_of_many_calls_must_be_on_record_once_and_in_order(int writers)
    {
        await StartAsync(options => options with { Writers = writers, Queue = 16, BatchCount = 8 });
        var calls = Enumerable.Range(0, 40).Select(_ => new Batches()).ToList();
        await Task.WhenAll(calls.Select(async call =>
        {
            foreach (var batch in call.First(30))
                (await AppendAsync(batch)).ShouldBe(JournalReceipt.Committed);
        })).WaitAsync(Patience);
        calls.ShouldAllBe(call => Store.RecordOf(call.Id).Count == 30);
        Kit.Sys.InspectChildren("/system/journal").Count.ShouldBe(writers + 1);
    }
}
