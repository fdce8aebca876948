using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Writers;

namespace LuthienProxy.Storage.Tests.Writers;

/// <summary>A call whose end was dropped is ended on record once the database is back, while the process runs.</summary>
[Trait("Spec", "000-27a")]
public sealed class LostEndSpec : WritingSpec
{
    [Fact]
    public async Task An_end_that_found_no_room_on_the_spool_must_come_to_the_record_and_say_what_is_missing()
    {
        var call = await OpenedAsync();
        Store.FromNowOn(ScriptedStore.Fails());
        (await AppendAllAsync([call.Segment(), call.Ending()])).ShouldAllBe(receipt => receipt == JournalReceipt.Lost);

        Store.FromNowOn(ScriptedStore.Writes);
        await MoveUntilAsync(() => Store.RecordOf(call.Id).Count > 1);

        var record = Store.RecordOf(call.Id);
        record.Select(entry => entry.Sequence).ShouldBe([1, 2]);
        record[1].Event.ShouldBeOfType<Completed>().Summary.ErrorCode.ShouldBe(RecordGap.ErrorCode);
        Journal.Health.DroppedEvents.ShouldBe(2);
    }

    [Fact]
    public async Task An_end_before_which_nothing_is_missing_must_be_on_record_as_it_was()
    {
        var call = await OpenedAsync();
        Store.FromNowOn(ScriptedStore.Fails());
        var ending = call.Ending();
        (await AppendAsync(ending).WaitAsync(Patience)).ShouldBe(JournalReceipt.Lost);

        Store.FromNowOn(ScriptedStore.Writes);
        await MoveUntilAsync(() => Store.RecordOf(call.Id).Count > 1);

        Store.RecordOf(call.Id)[1].ShouldBe(ending.Entries[0]);
    }

    [Fact]
    public async Task Ends_of_calls_that_are_not_on_record_must_keep_no_others_back()
    {
        var call = await OpenedAsync();
        var unknown = new Batches();
        Store.FromNowOn(ScriptedStore.Fails());
        await AppendAllAsync([unknown.Opening(), unknown.Ending(), call.Ending()]);

        Store.FromNowOn(ScriptedStore.Writes);
        await MoveUntilAsync(() => Store.RecordOf(call.Id).Count > 1);

        Store.RecordOf(unknown.Id).ShouldBeEmpty();
    }

    [Fact]
    public void Of_what_was_dropped_no_more_ends_must_be_kept_than_there_is_room_for()
    {
        var ends = new LostEnds();
        foreach (var batch in Enumerable.Range(0, LostEnds.Most + 10).Select(static _ => new Batches().Ending()))
            ends.Keep(batch);
        ends.Keep(new JournalBatch(default, default));

        Drained(ends).Count().ShouldBe(LostEnds.Most);
    }

    static IEnumerable<JournalBatch> Drained(LostEnds ends)
    {
        while (ends.Peek() is { } end)
        {
            yield return end;
            ends.Drop();
        }
    }

    // On record, with a spool that takes nothing.
    async Task<Batches> OpenedAsync()
    {
        await StartAsync(options => options with { Spool = options.Spool with { MaxBytes = 32 } });
        var call = new Batches();
        (await AppendAsync(call.Opening()).WaitAsync(Patience)).ShouldBe(JournalReceipt.Committed);
        return call;
    }
}
