using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Nodes;
using LuthienProxy.Storage.Tests.Databases;
using LuthienProxy.Storage.Tests.Stores;

namespace LuthienProxy.Storage.Tests.Nodes;

/// <summary>What dead nodes leave open is ended, once.</summary>
public abstract class RecoverySpec(DatabaseEngine engine) : IAsyncLifetime
{
    const int Many = 10_000;

    private protected TestJournal Journal { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Journal = await TestJournal.OpenAsync(engine);
        // The node of most transactions here died long ago.
        await Journal.Database.ExecuteAsync("insert into gateway_nodes (node_id, started_at, heartbeat_at) values ('node-1', @at, @at)", new { at = StoredValue.Of(engine, DateTimeOffset.UnixEpoch) });
    }

    public async Task DisposeAsync() => await Journal.DisposeAsync();

    [Fact]
    public async Task An_open_transaction_must_end_as_interrupted_with_what_is_on_record()
    {
        var id = Some.Id();
        await Journal.WriteAsync(Some.Batch(id, 1, Some.Opened(), Some.Request("hello"), Some.Original("0123456789"), Some.Original("abcde", 10),
            new DeliveredSegment(0, [new DeliveredRun.Copy(0, 6), new DeliveredRun.Literal(Some.Bytes("xyz"))]),
            new DeliveredSegment(9, [new DeliveredRun.Copy(8, 4)])));
        (await RecoverAsync()).ShouldBe(1);
        var call = (await Journal.Record.CallAsync(id))!;
        (call.State, call.IsEnded, call.IsRecovered, call.EventCount, call.BytesReceived, call.BytesDelivered, call.ErrorCode).ShouldBe(("interrupted", 1, 1, 7, 15, 13, "gateway_interrupted"));
        var events = await Journal.Store.ReadAsync(id, 0, 100, CancellationToken.None);
        events.Select(entry => entry.Sequence).ShouldBe(Enumerable.Range(1, 7));
        events[^1].Event.ShouldBeOfType<Interrupted>().IsRecovered.ShouldBeTrue();
    }

    [Fact]
    public async Task A_transaction_that_delivered_nothing_must_end_with_nothing()
    {
        var id = Some.Id();
        await Journal.WriteAsync(Some.Batch(id, 1, Some.Opened()));
        await RecoverAsync();
        (await Journal.Record.CallAsync(id))!.BytesDelivered.ShouldBe(0);
    }

    [Fact]
    public async Task A_second_recovery_must_find_nothing_and_ended_calls_stay_as_they_are()
    {
        var ended = Some.Id();
        await Journal.WriteAsync(Some.Beginning(Some.Id()), Some.Batch(ended, 1, Some.Opened(), new Completed(Some.Summary())));
        (await RecoverAsync()).ShouldBe(1);
        (await RecoverAsync()).ShouldBe(0);
        (await Journal.Record.CallAsync(ended))!.State.ShouldBe("completed");
    }

    [Fact]
    public async Task This_nodes_own_calls_must_stay_open()
    {
        var id = Some.Id();
        await Journal.WriteAsync(Opened(id, "node-of-mine", DateTimeOffset.UtcNow.AddMinutes(1)));
        (await RecoverAsync()).ShouldBe(0);
        (await Journal.Record.CallAsync(id))!.State.ShouldBe("open");
    }

    [Fact]
    public async Task Calls_of_a_process_before_that_had_this_nodes_name_must_end()
    {
        await Journal.WriteAsync(Opened(Some.Id(), "node-of-mine", DateTimeOffset.UtcNow.AddMinutes(-1)));
        (await RecoverAsync()).ShouldBe(1);
    }

    [Fact]
    [Trait("Spec", "J7")]
    public async Task Ten_thousand_must_end_once_each_with_three_nodes_at_it()
    {
        foreach (var chunk in Enumerable.Range(0, Many).Select(_ => Some.Beginning(Some.Id())).Chunk(1_000))
            await Journal.WriteAsync(chunk);
        var ended = await Task.WhenAll(Enumerable.Range(1, 3).Select(node => Task.Run(() => RecoverAsync($"node-of-mine-{node}"))));
        ended.Sum().ShouldBe(Many);
        (await Journal.Record.CountAsync("transactions where state = 'interrupted' and event_count = 3 and ended_at is not null")).ShouldBe(Many);
        (await Journal.Record.CountAsync("transaction_events where type = 'interrupted' and sequence = 3")).ShouldBe(Many);
        (await Journal.Record.CountAsync("transaction_events")).ShouldBe(3L * Many);
    }

    private protected Task<int> RecoverAsync(string node = "node-of-mine", string? predecessor = null)
    {
        var options = new NodeOptions { Node = node, Predecessor = predecessor };
        return new Recovery(new NodeRecords(Journal.Database, options, TimeProvider.System), Journal.Store, options, TimeProvider.System).RunAsync(CancellationToken.None);
    }

    private protected static JournalBatch Opened(TransactionId id, string node, DateTimeOffset at) =>
        new(id, [new JournalEntry(id, 1, at, Some.Opened() with { Node = node })]);
}
