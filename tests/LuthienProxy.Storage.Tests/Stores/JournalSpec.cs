using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Stores;

namespace LuthienProxy.Storage.Tests.Stores;

/// <summary>What every engine's journal must do; each proves itself with one subclass.</summary>
[Trait("Spec", "002-08")]
public abstract partial class JournalSpec : IAsyncLifetime
{
    /// <summary>Every way for a call to end.</summary>
    public static TheoryData<string> Ends => [.. Endings.Keys];

    static readonly Dictionary<string, TransactionEnded> Endings = new()
    {
        ["completed"] = new Completed(Some.Summary()),
        ["blocked"] = new Blocked(Some.Summary()),
        ["failed"] = new Failed(Some.Summary()),
        ["cancelled"] = new Cancelled(Some.Summary()),
        ["interrupted"] = new Interrupted(Some.Summary()),
    };

    private protected IJournalStore Store { get; private set; } = null!;

    private protected IRecord Record { get; private set; } = null!;

    public async Task InitializeAsync() => (Store, Record) = await OpenAsync(new StoreOptions());

    public virtual async Task DisposeAsync() => await Store.DisposeAsync();

    /// <summary>A journal of the engine, empty.</summary>
    private protected abstract Task<(IJournalStore Store, IRecord Record)> OpenAsync(StoreOptions options);

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task Every_kind_of_event_must_come_back_as_it_was(string end)
    {
        var id = Some.Id();
        var batch = Some.Batch(id, 1, Some.EveryEvent("plain", Endings[end]));
        await MustWriteAsync(batch);
        await MustHoldAsync(batch);
        var call = (await Record.CallAsync(id))!;
        (call.State, call.IsEnded, call.IsRecovered, call.EventCount).ShouldBe((end, 1, 0, batch.Entries.Length));
    }

    [Fact]
    public async Task The_row_of_a_call_must_say_what_its_events_say()
    {
        var id = Some.Id();
        await MustWriteAsync(Some.Batch(id, 1, Some.EveryEvent("plain", Endings["failed"])));
        (await Record.CallAsync(id)).ShouldBe(new RecordedCall
        {
            State = "failed", IsEnded = 1, Model = "plain", SessionId = "plain", Upstream = "plain", UpstreamStatus = 529, Status = 200, StopReason = "plain", ErrorCode = "plain", Error = "plain",
            IsIntervened = 1, InputTokens = 10, OutputTokens = 20, CacheReadTokens = 30, CacheCreationTokens = 40, ReasoningTokens = 50, BytesReceived = 1234, BytesDelivered = 1200,
            FirstByteMs = 12.5, DurationMs = 345.25, EventCount = 10,
        });
    }

    [Fact]
    public async Task A_transaction_must_come_back_in_order_however_its_batches_are_cut()
    {
        var id = Some.Id();
        var events = Some.EveryEvent("plain", Endings["completed"]);
        for (var from = 0; from < events.Length; from += 3)
            await MustWriteAsync(Some.Batch(id, from + 1, events[from..Math.Min(from + 3, events.Length)]));
        await MustHoldAsync(Some.Batch(id, 1, events));
        (await Record.CallAsync(id))!.EventCount.ShouldBe(events.Length);
    }

    [Fact]
    public async Task Batches_of_one_transaction_must_follow_one_another_in_one_write()
    {
        var id = Some.Id();
        var events = Some.EveryEvent("plain", Endings["completed"]);
        var report = await Store.WriteAsync([Some.Batch(id, 1, events[..2]), Some.Batch(id, 3, events[2..6]), Some.Batch(id, 7, events[6..])], CancellationToken.None);
        (report.Written, report.Repeated, report.Refused.Length).ShouldBe((events.Length, 0, 0));
        await MustHoldAsync(Some.Batch(id, 1, events));
    }

    [Fact]
    [Trait("Spec", "J5")]
    public async Task A_batch_whose_commit_is_unknown_must_be_on_record_once()
    {
        var id = Some.Id();
        var batch = Some.Batch(id, 1, Some.EveryEvent("plain", Endings["completed"])) with { AnswerText = "fox" };
        await MustWriteAsync(batch);
        var call = await Record.CallAsync(id);
        var again = await Store.WriteAsync([batch, batch], CancellationToken.None);
        (again.Written, again.Repeated, again.Refused.Length).ShouldBe((0, 2 * batch.Entries.Length, 0));
        await MustHoldAsync(batch);
        (await Record.CallAsync(id)).ShouldBe(call);
        (await Record.FindAsync("fox")).ShouldBe([id]);
    }

    [Fact]
    [Trait("Spec", "J5")]
    public async Task Of_a_batch_that_overlaps_the_record_the_rest_must_be_written()
    {
        var id = Some.Id();
        var events = Some.EveryEvent("plain", Endings["completed"]);
        await MustWriteAsync(Some.Batch(id, 1, events[..4]));
        var report = await Store.WriteAsync([Some.Batch(id, 3, events[2..])], CancellationToken.None);
        (report.Written, report.Repeated).ShouldBe((events.Length - 4, 2));
        await MustHoldAsync(Some.Batch(id, 1, events));
    }

    [Fact]
    public async Task A_gap_must_be_refused_and_the_other_transactions_written()
    {
        var (whole, torn) = (Some.Id(), Some.Id());
        await MustWriteAsync(Some.Beginning(torn));
        var late = Some.Batch(torn, 4, Some.Original("x"));
        var report = await Store.WriteAsync([late, Some.Beginning(whole), Some.Batch(Some.Id(), 2, Some.Original("y"))], CancellationToken.None);
        report.Refused.Select(refused => refused.Reason).ShouldBe([RefusalReason.Gap, RefusalReason.Gap]);
        report.Refused.Select(refused => refused.Last).ShouldBe([2, 0]);
        report.Refused[0].Batch.ShouldBe(late);
        await MustHoldAsync(Some.Beginning(torn));
        await MustHoldAsync(Some.Beginning(whole));
    }

    [Fact]
    public async Task A_batch_that_contradicts_itself_must_be_refused()
    {
        var (first, second, third) = (Some.Id(), Some.Id(), Some.Id());
        var torn = new JournalBatch(first, [.. Some.Beginning(first).Entries, new(first, 4, Some.At(4), Some.Original("x"))]);
        var foreign = new JournalBatch(second, Some.Beginning(third).Entries);
        var endless = Some.Batch(third, 1, Some.Opened(), Endings["failed"], Some.Original("x"));
        var report = await Store.WriteAsync([torn, foreign, endless, Some.Batch(third, 1, Some.Original("unopened"))], CancellationToken.None);
        report.Refused.Select(refused => refused.Reason).ShouldBe(Enumerable.Repeat(RefusalReason.Unstorable, 4));
        (await Record.CountAsync("transactions")).ShouldBe(0);
        (await Record.CountAsync("transaction_events")).ShouldBe(0);
    }

    [Fact]
    public async Task Nothing_must_follow_an_end()
    {
        var id = Some.Id();
        var ended = Some.Batch(id, 1, Some.Opened(), Endings["completed"]);
        await MustWriteAsync(ended);
        var report = await Store.WriteAsync([Some.Batch(id, 3, Some.Original("x")), Some.Batch(id, 3, Some.Recovered())], CancellationToken.None);
        report.Refused.Select(refused => refused.Reason).ShouldBe([RefusalReason.AfterEnd, RefusalReason.AfterEnd]);
        await MustHoldAsync(ended);
    }

    [Fact]
    public async Task What_is_not_on_record_must_be_empty()
    {
        await MustWriteAsync(Some.Beginning(Some.Id()));
        (await Store.ReadAsync(Some.Id(), 0, 100, CancellationToken.None)).ShouldBeEmpty();
        (await Store.WriteAsync([], CancellationToken.None)).Written.ShouldBe(0);
    }

    private protected async Task MustWriteAsync(params JournalBatch[] batches)
    {
        var report = await Store.WriteAsync(batches, CancellationToken.None);
        (report.Written, report.Refused.Length).ShouldBe((batches.Sum(batch => batch.Entries.Length), 0));
    }

    /// <summary>The record of the batch's transaction must be the batch's events, no more.</summary>
    private protected async Task MustHoldAsync(JournalBatch batch)
    {
        var events = await Store.ReadAsync(batch.TransactionId, 0, 1000, CancellationToken.None);
        events.Select(Rendered.Of).ShouldBe(batch.Entries.Select(Rendered.Of));
    }
}
