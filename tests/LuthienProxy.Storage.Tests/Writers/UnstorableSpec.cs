using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Tests.Databases;
using LuthienProxy.Storage.Tests.Stores;
using LuthienProxy.Storage.Writers;

namespace LuthienProxy.Storage.Tests.Writers;

/// <summary>A call whose last events the record cannot hold is ended on record all the same, while the process runs.</summary>
[Trait("Spec", "000-27a")]
public sealed class UnstorableSpec : WritingSpec
{
    static readonly TransactionSummary Told = new() { Status = 502, BytesDelivered = 3, StopReason = "why", ErrorCode = "upstream_error", Error = "It broke." };

    [Fact]
    public async Task An_end_that_was_refused_with_other_events_must_take_their_place_and_say_how_many_are_missing()
    {
        Store.FromNowOn(ScriptedStore.CannotHold(static batch => batch.Entries.Length > 1));
        await StartAsync();
        var call = new Batches();
        await AppendAllAsync(call.First(2));

        (await AppendAsync(call.Last(3, Told) with { AnswerText = "heron" }).WaitAsync(Patience)).ShouldBe(JournalReceipt.Lost);

        var record = Store.RecordOf(call.Id);
        record.Select(entry => entry.Sequence).ShouldBe([1, 2, 3]);
        record[^1].Event.ShouldBeOfType<Failed>().Summary.ShouldBe(Told with { Error = "It broke. 3 events of this call from number 3 on could not be put on record." });
        Journal.Health.DroppedEvents.ShouldBe(4);
    }

    [Fact]
    public async Task An_end_whose_own_words_cannot_be_held_must_be_on_record_without_them()
    {
        Store.FromNowOn(ScriptedStore.CannotHold(static batch => batch.AnswerText is not null || batch.Entries[^1].Event is TransactionEnded { Summary.StopReason: not null }));
        await StartAsync();
        var call = new Batches();
        await AppendAllAsync(call.First(2));

        await AppendAsync(call.Last(0, Told) with { AnswerText = "heron" }).WaitAsync(Patience);

        var summary = Store.RecordOf(call.Id)[2].Event.ShouldBeOfType<Failed>().Summary;
        (summary.ErrorCode, summary.StopReason, summary.BytesDelivered).ShouldBe((RecordGap.ErrorCode, null, 3));
    }

    [Fact]
    public async Task A_call_that_the_engine_chokes_on_among_others_must_end_on_record_too()
    {
        var (good, bad) = (new Batches(), new Batches());
        await StartAsync();
        await AppendAllAsync([good.Opening(), bad.Opening()]);
        var gate = new TaskCompletionSource();
        Store.Then(ScriptedStore.WaitsFor(gate.Task));
        var first = AppendAsync(good.Segment());
        await Store.NextCallAsync();
        Store.FromNowOn(ScriptedStore.ChokesOn(static batch => batch.Entries.Length > 1));
        var answers = new[] { AppendAsync(good.Segment()), AppendAsync(bad.Last(1, Told)) };
        gate.SetResult();
        await first;

        (await Task.WhenAll(answers).WaitAsync(Patience)).ShouldBe([JournalReceipt.Committed, JournalReceipt.Lost]);

        Store.RecordOf(bad.Id).Select(entry => entry.Event.GetType()).ShouldBe([typeof(Opened), typeof(Failed)]);
    }

    [Fact]
    public async Task A_database_that_goes_away_before_the_end_is_written_must_get_it_when_it_is_back()
    {
        var cannotHold = ScriptedStore.CannotHold(static batch => batch.Entries.Length > 1);
        Store.FromNowOn(cannotHold);
        await StartAsync();
        var call = new Batches();
        await AppendAllAsync(call.First(2));
        Store.Then(cannotHold, ScriptedStore.Fails());

        (await AppendAsync(call.Last(2, Told)).WaitAsync(Patience)).ShouldBe(JournalReceipt.Spooled);
        await MoveUntilAsync(() => Journal.IsAvailable);

        Store.RecordOf(call.Id).Select(entry => entry.Event.GetType()).ShouldBe([typeof(Opened), typeof(OriginalSegment), typeof(Failed)]);
        Journal.Health.DroppedEvents.ShouldBe(3);
    }

    [Fact]
    public async Task A_call_whose_opening_cannot_be_held_must_not_be_on_record_at_all()
    {
        Store.FromNowOn(ScriptedStore.CannotHold(static batch => batch.Entries[0].Sequence == 1));
        await StartAsync();
        var call = new Batches();

        (await AppendAllAsync([call.Opening(), call.Last(1, Told)])).ShouldAllBe(receipt => receipt == JournalReceipt.Lost);

        Store.RecordOf(call.Id).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_row_that_the_embedded_engine_refuses_must_not_keep_a_call_open()
    {
        using var folder = new TestFolder();
        await using var database = await TestJournals.MigratedAsync(folder.Options());
        await database.ExecuteAsync("create trigger refuse before insert on transaction_events when new.type = 'delivered_segment' begin select raise(abort, 'no'); end");
        await MustEndAsync(database);
    }

    [Fact]
    public async Task A_row_that_the_server_refuses_must_not_keep_a_call_open()
    {
        await using var database = await TestJournals.MigratedAsync(await TestDatabases.PostgresAsync());
        await database.ExecuteAsync("""
            create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no' using errcode = '22021'; end $$;
            create trigger refuse before insert on transaction_events for each row when (new.type = 'delivered_segment') execute function refuse();
            """);
        await MustEndAsync(database);
    }

    async Task MustEndAsync(IDatabase database)
    {
        await using var store = TestJournals.On(database);
        await using var journal = await Journal.StartAsync(Kit.Sys, store, Options, Log.For<Journal>());
        var id = Some.Id();
        await journal.AppendAsync(Some.Beginning(id));

        (await journal.AppendAsync(Some.Batch(id, 3, Some.Delivered("x"), new Completed(Some.Summary())))).ShouldBe(JournalReceipt.Lost);

        var record = await store.ReadAsync(id, 0, 10, CancellationToken.None);
        record.Select(entry => entry.Sequence).ShouldBe([1, 2, 3]);
        record[^1].Event.ShouldBeOfType<Completed>().Summary.ErrorCode.ShouldBe(RecordGap.ErrorCode);
    }
}
