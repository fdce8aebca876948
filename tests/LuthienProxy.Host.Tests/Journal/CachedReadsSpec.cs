using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Queries.Caching;
using Microsoft.Extensions.DependencyInjection;

namespace LuthienProxy.Host.Tests.Journal;

/// <summary>The gateway answers again what it was asked before, and never what is no longer so.</summary>
[Trait("Spec", "002-21")]
public sealed class CachedReadsSpec : GatewaySpec
{
    [Fact]
    public async Task What_was_asked_before_must_come_from_the_cache_until_the_gateway_records_more()
    {
        var gateway = await StartAsync("luthien.storage.queries.cache-freshness = 1s", AdminAsking.Variable);
        var (journal, cached) = (gateway.App.Services.GetRequiredService<IJournal>(), gateway.App.Services.GetRequiredService<CachedQueries>());
        var id = TransactionId.New(TimeProvider.System);
        var opened = Taken(gateway);
        (await AppendAsync(journal, id, 1, opened, new RequestReceived([], new Payload.Whole("{}"u8.ToArray())))).ShouldBe(JournalReceipt.Committed);
        (await StateAsync(gateway, id)).ShouldBe("open");
        (await StateAsync(gateway, id)).ShouldBe("open");
        cached.HitRatio.ShouldBe(0.5);
        (await AppendAsync(journal, id, 3, new Completed(new TransactionSummary { Status = 200 }))).ShouldBe(JournalReceipt.Committed);
        (await StateAsync(gateway, id)).ShouldBe("completed");
    }

    [Fact]
    public async Task Without_room_nothing_must_be_kept()
    {
        var gateway = await StartAsync("luthien.storage.queries.cache = 0", AdminAsking.Variable);
        var id = TransactionId.New(TimeProvider.System);
        var opened = Taken(gateway);
        await AppendAsync(gateway.App.Services.GetRequiredService<IJournal>(), id, 1, opened, new RequestReceived([], new Payload.Whole("{}"u8.ToArray())));
        (await StateAsync(gateway, id)).ShouldBe("open");
        (await StateAsync(gateway, id)).ShouldBe("open");
        gateway.App.Services.GetRequiredService<CachedQueries>().HitRatio.ShouldBe(0);
    }

    // By the gateway itself: what an unknown node took is soon ended as interrupted.
    static Opened Taken(TestGateway gateway) =>
        new() { Node = gateway.App.Services.GetRequiredService<RecordingOptions>().Node, Format = "anthropic-messages", Model = "m", Method = "POST", Path = "/v1/messages" };

    static async Task<JournalReceipt> AppendAsync(IJournal journal, TransactionId id, int from, params JournalEvent[] events) =>
        await journal.AppendAsync(new JournalBatch(id, [.. events.Select((happened, i) => new JournalEntry(id, from + i, TimeProvider.System.GetUtcNow(), happened))]));

    static async Task<string?> StateAsync(TestGateway gateway, TransactionId id) => (await gateway.ReadAsync($"/debug/calls/{id}")).GetProperty("call").GetProperty("state").GetString();
}
