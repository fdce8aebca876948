using LuthienProxy.Storage.Stores;

namespace LuthienProxy.Storage.Tests.Stores;

// A provisional end: recovery wrote it, the truth may still come.
public abstract partial class JournalSpec
{
    [Fact]
    public async Task A_provisional_end_must_give_way_to_what_happened()
    {
        var id = Some.Id();
        var events = Some.EveryEvent("plain", Endings["completed"]);
        await MustWriteAsync(Some.Batch(id, 1, events[..3]), Some.Batch(id, 4, Some.Recovered()));
        var provisional = (await Record.CallAsync(id))!;
        (provisional.State, provisional.IsEnded, provisional.IsRecovered, provisional.EventCount, provisional.BytesDelivered, provisional.ErrorCode).ShouldBe(("interrupted", 1, 1, 4, 7, "interrupted"));
        // The spool was written before: it repeats what is there.
        var report = await Store.WriteAsync([Some.Batch(id, 2, events[1..6]), Some.Batch(id, 7, events[6..])], CancellationToken.None);
        (report.Written, report.Repeated, report.Refused.Length).ShouldBe((7, 2, 0));
        await MustHoldAsync(Some.Batch(id, 1, events));
        var call = (await Record.CallAsync(id))!;
        (call.State, call.IsEnded, call.IsRecovered, call.EventCount, call.BytesDelivered).ShouldBe(("completed", 1, 0, events.Length, 1200));
    }

    [Fact]
    public async Task A_transaction_whose_provisional_end_gave_way_must_be_open_until_it_ends()
    {
        var id = Some.Id();
        await MustWriteAsync(Some.Beginning(id), Some.Batch(id, 3, Some.Recovered()));
        await MustWriteAsync(Some.Batch(id, 3, Some.Original("x")));
        (await Record.CallAsync(id)).ShouldBe(new RecordedCall { EventCount = 3 });
        await MustWriteAsync(Some.Batch(id, 4, Endings["cancelled"]));
        (await Record.CallAsync(id))!.State.ShouldBe("cancelled");
        (await Store.WriteAsync([Some.Batch(id, 4, Some.Recovered())], CancellationToken.None)).Repeated.ShouldBe(1);
        (await Record.CallAsync(id))!.State.ShouldBe("cancelled");
    }

    [Fact]
    public async Task A_provisional_end_must_give_way_to_the_true_one_in_one_write()
    {
        var id = Some.Id();
        await MustWriteAsync(Some.Beginning(id), Some.Batch(id, 3, Some.Recovered()), Some.Batch(id, 3, Endings["blocked"]));
        var report = await Store.WriteAsync([Some.Batch(id, 3, Some.Recovered())], CancellationToken.None);
        report.Repeated.ShouldBe(1);
        await MustHoldAsync(Some.Batch(id, 1, Some.Opened(), Some.Request("hello"), Endings["blocked"]));
        (await Record.CallAsync(id))!.State.ShouldBe("blocked");
    }

    [Fact]
    public async Task The_first_of_two_provisional_ends_must_stay()
    {
        var id = Some.Id();
        await MustWriteAsync(Some.Beginning(id), Some.Batch(id, 3, Some.Recovered()));
        var other = Some.Batch(id, 3, Some.Recovered() with { Summary = Some.Summary() });
        (await Store.WriteAsync([other], CancellationToken.None)).Repeated.ShouldBe(1);
        await MustHoldAsync(Some.Batch(id, 1, Some.Opened(), Some.Request("hello"), Some.Recovered()));
    }

    [Fact]
    public async Task A_batch_that_leaves_out_the_place_of_a_provisional_end_must_be_refused()
    {
        var id = Some.Id();
        await MustWriteAsync(Some.Beginning(id), Some.Batch(id, 3, Some.Recovered()));
        var report = await Store.WriteAsync([Some.Batch(id, 4, Endings["completed"])], CancellationToken.None);
        report.Refused.Single().Reason.ShouldBe(RefusalReason.Gap);
    }

    [Fact]
    public async Task What_a_call_is_found_by_must_outlive_a_provisional_end()
    {
        var (apart, together) = (Some.Id(), Some.Id());
        await MustWriteAsync(Some.Beginning(apart) with { AnswerText = "hare" });
        await MustWriteAsync(Some.Batch(apart, 3, Some.Recovered()), Some.Beginning(together) with { AnswerText = "hare" }, Some.Batch(together, 3, Some.Recovered()));
        (await Record.FindAsync("hare")).ShouldBe([apart, together], ignoreOrder: true);
        foreach (var id in new[] { apart, together })
            await MustWriteAsync(Some.Batch(id, 3, Some.Original("x")), Some.Batch(id, 4, Endings["completed"]) with { AnswerText = "tortoise" });
        (await Record.FindAsync("hare")).ShouldBe([apart, together], ignoreOrder: true);
        (await Record.FindAsync("tortoise")).ShouldBe([apart, together], ignoreOrder: true);
    }
}
