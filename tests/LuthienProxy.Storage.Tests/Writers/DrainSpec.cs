using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Health;
using LuthienProxy.Storage.Spool;
using LuthienProxy.Storage.Writers;

namespace LuthienProxy.Storage.Tests.Writers;

/// <summary>What was spooled comes to the record in order, across restarts too, and once (000-27a).</summary>
[Trait("Spec", "000-27a")]
public sealed class DrainSpec : WritingSpec
{
    [Fact]
    public async Task While_the_database_is_away_everything_must_be_spooled_and_come_to_the_record_in_order_once_it_is_back()
    {
        Store.FromNowOn(ScriptedStore.Fails());
        await StartAsync();
        var calls = Enumerable.Range(0, 20).Select(_ => new Batches()).ToList();
        for (var i = 0; i < 10; i++)
            (await AppendAllAsync(calls.Select(call => i == 0 ? call.Opening() : call.Segment(1000)))).ShouldAllBe(receipt => receipt == JournalReceipt.Spooled);
        Journal.IsAvailable.ShouldBeFalse();
        Journal.Health.SpoolRecords.ShouldBe(200);
        Journal.Health.State.ShouldBe(HealthState.Degraded);

        Store.FromNowOn(ScriptedStore.Writes);
        await MoveUntilAsync(() => Journal.IsAvailable);

        calls.ShouldAllBe(call => Store.RecordOf(call.Id).Select(entry => entry.Sequence).SequenceEqual(Enumerable.Range(1, 10)));
        Directory.GetFiles(Folder).ShouldBeEmpty();
        Journal.Health.ShouldSatisfyAllConditions(
            health => health.State.ShouldBe(HealthState.Healthy),
            health => health.SpoolBytes.ShouldBe(0),
            health => health.DroppedEvents.ShouldBe(0));
    }

    [Fact]
    public async Task What_a_process_before_has_left_must_be_drained_at_the_start_with_its_contents()
    {
        Store.FromNowOn(ScriptedStore.Fails());
        await StartAsync(options => options with { Spool = options.Spool with { FileBytes = 1 } });
        var call = new Batches();
        foreach (var batch in call.First(5).Append(call.Ending()))
            (await AppendAsync(batch)).ShouldBe(JournalReceipt.Spooled);
        Directory.GetFiles(Folder).Length.ShouldBe(6);

        Store.FromNowOn(ScriptedStore.Writes);
        await RestartAsync();
        await MoveUntilAsync(() => Journal.IsAvailable);

        var record = Store.RecordOf(call.Id);
        record.Select(entry => entry.Sequence).ShouldBe([1, 2, 3, 4, 5, 6]);
        record[1].Event.ShouldBe(new OriginalSegment(0, new Payload.Whole(new byte[10].Select(_ => (byte)'x').ToArray())));
        record[^1].Event.ShouldBeOfType<Completed>().Summary.BytesDelivered.ShouldBe(10);
        Directory.GetFiles(Folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_process_that_dies_while_it_drains_must_cause_no_duplicate()
    {
        Store.FromNowOn(ScriptedStore.Fails());
        await StartAsync();
        var call = new Batches();
        await AppendAllAsync(call.First(10));

        // Committed, but the process dies before it hears of it.
        Store.FromNowOn(ScriptedStore.FailsAfterWriting());
        await MoveUntilAsync(() => Store.Events == 10);
        Store.FromNowOn(ScriptedStore.Writes);
        await RestartAsync();
        await MoveUntilAsync(() => Journal.IsAvailable);
        Store.RecordOf(call.Id).Select(entry => entry.Sequence).ShouldBe(Enumerable.Range(1, 10));
    }

    [Fact]
    public async Task Under_a_steady_load_the_spool_must_get_empty_and_the_writers_must_go_back_to_the_database()
    {
        Store.Then(ScriptedStore.Fails());
        await StartAsync();
        var receipts = new List<JournalReceipt>();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => new Batches()).Select(async call =>
        {
            foreach (var batch in call.First(50))
            {
                var receipt = await AppendAsync(batch);
                lock (receipts)
                    receipts.Add(receipt);
            }
        }).Append(MoveUntilAsync(() => Journal.IsAvailable && Store.Events > 500))).WaitAsync(Patience);
        receipts.ShouldContain(JournalReceipt.Spooled);
        receipts.TakeLast(20).ShouldAllBe(receipt => receipt == JournalReceipt.Committed);
        Store.Events.ShouldBe(1000);
    }

    [Fact]
    public async Task A_full_spool_must_drop_the_newest_count_them_and_say_so_until_there_is_room()
    {
        Store.FromNowOn(ScriptedStore.Fails());
        await StartAsync(options => options with { Spool = options.Spool with { MaxBytes = 4096 } });
        var call = new Batches();
        var receipts = new List<JournalReceipt>();
        foreach (var batch in call.First(40))
            receipts.Add(await AppendAsync(batch).WaitAsync(Patience));
        var kept = receipts.TakeWhile(receipt => receipt == JournalReceipt.Spooled).Count();
        kept.ShouldBeInRange(10, 39);
        receipts.Skip(kept).ShouldAllBe(receipt => receipt == JournalReceipt.Lost);
        var health = Journal.Health;
        health.State.ShouldBe(HealthState.Unhealthy);
        health.DroppedEvents.ShouldBe(40 - kept);
        health.SpoolBytes.ShouldBeLessThanOrEqualTo(4096);
        new DirectoryInfo(Folder).GetFiles().Sum(file => file.Length).ShouldBe(health.SpoolBytes);
        Log.Ids.Count(id => id == 4002).ShouldBe(1);

        Store.FromNowOn(ScriptedStore.Writes);
        await MoveUntilAsync(() => Journal.Health.State == HealthState.Healthy);

        // What follows a gap is refused, but for the call's end: that takes the place of what is missing, and says so.
        (await AppendAsync(call.Segment()).WaitAsync(Patience)).ShouldBe(JournalReceipt.Lost);
        await AppendAsync(call.Ending()).WaitAsync(Patience);
        var record = Store.RecordOf(call.Id);
        record.Select(entry => entry.Sequence).ShouldBe(Enumerable.Range(1, kept + 1));
        record[^1].Event.ShouldBeOfType<Completed>().Summary.ErrorCode.ShouldBe(RecordGap.ErrorCode);
    }

    [Fact]
    public async Task A_call_whose_opening_was_lost_must_not_be_on_record_at_all()
    {
        await StartAsync();
        var call = new Batches();
        _ = call.Opening();
        (await AppendAsync(call.Segment()).WaitAsync(Patience)).ShouldBe(JournalReceipt.Lost);
        (await AppendAsync(call.Ending()).WaitAsync(Patience)).ShouldBe(JournalReceipt.Lost);
        Store.RecordOf(call.Id).ShouldBeEmpty();
        Journal.Health.DroppedEvents.ShouldBe(2);
    }

    [Fact]
    public async Task A_damaged_place_must_cost_what_stood_there_and_no_more()
    {
        Store.FromNowOn(ScriptedStore.Fails());
        await StartAsync();
        var (damaged, whole) = (new Batches(), new Batches());
        foreach (var batch in new[] { damaged.Opening(), whole.Opening(), damaged.Segment(), whole.Segment(), damaged.Ending(), whole.Ending() })
            await AppendAsync(batch).WaitAsync(Patience);
        await StopAsync();
        var path = Directory.GetFiles(Folder).ShouldHaveSingleItem();
        var bytes = await File.ReadAllBytesAsync(path);
        var third = SpoolReading.RecordsOf(bytes)[2];
        bytes[third.Begin + SpoolFrame.HeaderBytes + 20] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);

        Store.FromNowOn(ScriptedStore.Writes);
        await RestartAsync();
        await MoveUntilAsync(() => Journal.IsAvailable);

        Store.RecordOf(whole.Id).Select(entry => entry.Sequence).ShouldBe([1, 2, 3]);
        Store.RecordOf(damaged.Id).Select(entry => entry.Sequence).ShouldBe([1, 2]);
        Store.RecordOf(damaged.Id)[^1].Event.ShouldBeOfType<Completed>().Summary.Error!.ShouldContain("number 2");
        Log.Ids.ShouldContain(4009);
    }
}
