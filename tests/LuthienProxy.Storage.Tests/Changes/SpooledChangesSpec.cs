using LuthienProxy.Pipeline.Recording;

namespace LuthienProxy.Storage.Tests.Changes;

/// <summary>A change goes the way of the events: to the spool while the database is away, and to the record when it is back.</summary>
public sealed class SpooledChangesSpec : WritingSpec
{
    [Theory]
    [InlineData("guard", """{"version":3}""")]
    [InlineData(null, null)]
    public async Task A_change_must_come_through_the_spool_as_it_was(string? subject, string? detail)
    {
        var change = Some.Change(new DateTimeOffset(2031, 1, 1, 0, 0, 0, TimeSpan.Zero)) with { Subject = subject, Detail = detail, Outcome = ChangeOutcome.Refused };
        Store.FromNowOn(ScriptedStore.Fails());
        await StartAsync();
        (await AppendAsync(JournalBatch.Of(change))).ShouldBe(JournalReceipt.Spooled);
        await RestartAsync();
        AdministrativeChange? seen = null;
        Store.FromNowOn((store, batches, cancellation) =>
        {
            seen = batches.Select(batch => batch.Change).FirstOrDefault(found => found is not null) ?? seen;
            return ScriptedStore.Writes(store, batches, cancellation);
        });
        await MoveUntilAsync(() => seen is not null);
        seen.ShouldBe(change);
        await MoveUntilAsync(() => Journal.Health.SpoolRecords == 0);
    }

    [Fact]
    public async Task A_change_that_nobody_can_keep_must_be_counted()
    {
        Store.FromNowOn(ScriptedStore.Fails());
        await StartAsync(options => options with { Spool = options.Spool with { MaxBytes = 1 } });
        (await AppendAsync(JournalBatch.Of(Some.Change(DateTimeOffset.UnixEpoch)))).ShouldBe(JournalReceipt.Lost);
        Journal.Health.DroppedEvents.ShouldBe(1);
    }
}
