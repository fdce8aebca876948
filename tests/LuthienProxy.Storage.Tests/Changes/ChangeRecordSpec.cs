using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Queries;
using LuthienProxy.Storage.Queries.Changes;
using LuthienProxy.Storage.Stores;
using LuthienProxy.Storage.Tests.Databases;
using Microsoft.Extensions.Logging.Abstractions;

namespace LuthienProxy.Storage.Tests.Changes;

/// <summary>What administrators changed is kept beside the calls, and told the newest first.</summary>
public abstract class ChangeRecordSpec(DatabaseEngine engine) : IAsyncLifetime
{
    static readonly DateTimeOffset Start = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    TestJournal _journal = null!;
    IJournalStore _store = null!;
    JournalQueries _queries = null!;

    public async Task InitializeAsync()
    {
        _journal = await TestJournal.OpenAsync(engine);
        _store = JournalStores.On(_journal.Database, TimeProvider.System, NullLoggerFactory.Instance);
        _queries = new(_journal.Database, new QueryOptions(), TimeProvider.System);
    }

    public async Task DisposeAsync()
    {
        _queries.Dispose();
        await _store.DisposeAsync();
        await _journal.DisposeAsync();
    }

    [Fact]
    public async Task A_change_must_be_read_as_it_was_written()
    {
        var change = Some.Change(Start) with { Subject = "guard ä", Detail = """{"version":3,"note":"\"x\" ü"}""" };
        await WriteAsync(JournalBatch.Of(change));
        var read = (await ListAsync()).ShouldHaveSingleItem();
        (read.Id.Value, read.At, read.Node, read.Actor, read.Origin, read.Action, read.Subject, read.Outcome)
            .ShouldBe((change.Id, Start, "n", "admin (ann)", "key 127.0.0.1", "activatePolicy", "guard ä", ChangeOutcome.Done));
        read.Detail!.Value.GetProperty("note").GetString().ShouldBe("\"x\" ü");
    }

    [Fact]
    public async Task What_became_of_a_change_must_take_the_place_of_its_beginning()
    {
        var change = Some.Change(Start) with { Outcome = ChangeOutcome.Begun };
        await WriteAsync(JournalBatch.Of(change));
        (await ListAsync()).ShouldHaveSingleItem().Outcome.ShouldBe(ChangeOutcome.Begun);
        await WriteAsync(JournalBatch.Of(change with { Outcome = ChangeOutcome.Refused, Subject = "guard" }));
        await WriteAsync(JournalBatch.Of(change with { Outcome = ChangeOutcome.Refused, Subject = "guard" }));
        var read = (await ListAsync()).ShouldHaveSingleItem();
        (read.Subject, read.Outcome).ShouldBe(("guard", ChangeOutcome.Refused));
    }

    [Fact]
    public async Task Changes_and_events_of_one_group_must_both_come_to_the_record()
    {
        var call = new Batches();
        var report = await WriteAsync(call.Opening(), JournalBatch.Of(Some.Change(Start)), call.Ending());
        (report.Written, (await ListAsync()).Count).ShouldBe((3, 1));
        (await _store.ReadAsync(call.Id, 0, 10, CancellationToken.None)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_change_that_the_engine_cannot_hold_must_be_refused_and_hold_up_nothing()
    {
        var poisoned = JournalBatch.Of(Some.Change(Start) with { Outcome = (ChangeOutcome)99 });
        var report = await _store.WriteAsync([poisoned, JournalBatch.Of(Some.Change(Start))], CancellationToken.None);
        report.Refused.ShouldHaveSingleItem().Batch.ShouldBe(poisoned);
        (await ListAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Pages_must_hold_every_change_once_the_newest_first()
    {
        var changes = Enumerable.Range(0, 5).Select(minute => Some.Change(Start.AddMinutes(minute))).ToList();
        await WriteAsync([.. changes.Select(JournalBatch.Of)]);
        var first = Found(await _queries.ListChangesAsync(new(), new(3), CancellationToken.None));
        var second = Found(await _queries.ListChangesAsync(new(), new(3, first.Next), CancellationToken.None));
        first.Changes.Concat(second.Changes).Select(change => change.Id.Value).ShouldBe(changes.Select(change => change.Id).Reverse());
        second.Next.ShouldBeNull();
        (await _queries.ListChangesAsync(new() { Actor = "other" }, new(3, first.Next), CancellationToken.None)).Failure.ShouldBeOfType<QueryFailure.Invalid>();
    }

    [Fact]
    public async Task Each_filter_must_keep_out_what_it_does_not_name()
    {
        var wanted = Some.Change(Start) with { Actor = "admin (bob)", Action = "killActor", Subject = "/user/x", Node = "other", Outcome = ChangeOutcome.Failed };
        await WriteAsync(JournalBatch.Of(wanted), JournalBatch.Of(Some.Change(Start.AddHours(1))));
        var filters = new ChangeFilter[]
        {
            new() { Actor = "admin (bob)" }, new() { Action = "killActor" }, new() { Subject = "/user/x" }, new() { Node = "other" },
            new() { Outcome = ChangeOutcome.Failed }, new() { To = Start.AddMinutes(1) },
        };
        foreach (var filter in filters)
            (await ListAsync(filter)).ShouldHaveSingleItem().Id.Value.ShouldBe(wanted.Id);
        (await ListAsync(new() { From = Start.AddMinutes(1) })).ShouldHaveSingleItem().Id.Value.ShouldNotBe(wanted.Id);
    }

    async Task<WriteReport> WriteAsync(params JournalBatch[] batches)
    {
        var report = await _store.WriteAsync(batches, CancellationToken.None);
        report.Refused.ShouldBeEmpty();
        return report;
    }

    async Task<IReadOnlyList<ChangeEntry>> ListAsync(ChangeFilter? filter = null) => Found(await _queries.ListChangesAsync(filter ?? new(), new(50), CancellationToken.None)).Changes;

    static ChangePage Found(QueryResult<ChangePage> result) => result.Value.ShouldNotBeNull();
}
