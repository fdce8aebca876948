using LuthienProxy.Pipeline.Recording;

namespace LuthienProxy.Storage.Tests.Stores;

// Writers side by side.
public abstract partial class JournalSpec
{
    const int Writers = 8;

    [Fact]
    public async Task Writers_of_different_transactions_must_not_disturb_one_another()
    {
        var calls = Enumerable.Range(0, Writers * 5).Select(_ => Some.Batch(Some.Id(), 1, Some.EveryEvent("shared", Endings["completed"]))).ToList();
        await Task.WhenAll(calls.Chunk(5).Select(mine => Task.Run(() => WriteInPiecesAsync(mine))));
        foreach (var call in calls)
            await MustHoldAsync(call);
        (await Record.CountAsync("transactions")).ShouldBe(calls.Count);
        (await Record.CountAsync("transaction_events")).ShouldBe(calls.Sum(call => call.Entries.Length));
    }

    [Fact]
    [Trait("Spec", "J5")]
    public async Task A_batch_that_is_written_again_while_it_is_still_being_written_must_be_on_record_once()
    {
        var batches = Enumerable.Range(0, 20).Select(_ => Some.Batch(Some.Id(), 1, Some.EveryEvent("plain", Endings["completed"])) with { AnswerText = "once" }).ToArray();
        var reports = await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(() => Store.WriteAsync(batches, CancellationToken.None))));
        reports.Sum(report => report.Written).ShouldBe(batches.Sum(batch => batch.Entries.Length));
        reports.Sum(report => report.Refused.Length).ShouldBe(0);
        foreach (var batch in batches)
            await MustHoldAsync(batch);
    }

    [Fact]
    [Trait("Spec", "J5")]
    public async Task The_rest_of_calls_that_comes_again_while_it_is_still_being_written_must_be_on_record_once()
    {
        var calls = Enumerable.Range(0, 20).Select(_ => Some.Batch(Some.Id(), 1, Some.EveryEvent("plain", Endings["completed"]))).ToArray();
        await MustWriteAsync([.. calls.Select(call => call with { Entries = call.Entries[..4] })]);
        JournalBatch[] rest = [.. calls.Select(call => call with { Entries = call.Entries[4..] })];
        var reports = await Task.WhenAll(rest.SelectMany(batch => Enumerable.Range(0, Writers).Select(_ => Task.Run(() => Store.WriteAsync([batch], CancellationToken.None)))));
        reports.Sum(report => report.Written).ShouldBe(rest.Sum(batch => batch.Entries.Length));
        reports.Sum(report => report.Refused.Length).ShouldBe(0);
        foreach (var call in calls)
            await MustHoldAsync(call);
    }

    // Each transaction in three batches; those of all of them take turns.
    async Task WriteInPiecesAsync(JournalBatch[] calls)
    {
        foreach (var (from, to) in new[] { (0, 2), (2, 7), (7, 10) })
            await MustWriteAsync([.. calls.Select(call => call with { Entries = call.Entries[from..to] })]);
    }
}
