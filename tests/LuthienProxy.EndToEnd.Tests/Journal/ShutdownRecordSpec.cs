using LuthienProxy.Fixtures.Clients;
using LuthienProxy.Simulator;

namespace LuthienProxy.EndToEnd.Tests.Journal;

/// <summary>SIGTERM under load: every event that was taken is on record when the process has gone.</summary>
[Trait("Category", "E2E")]
[Collection(nameof(OneAtATime))]
public sealed class ShutdownRecordSpec
{
    const int Streams = 150;

    [Fact]
    [Trait("Spec", "000-37")]
    public async Task A_gateway_that_is_told_to_stop_under_load_must_leave_the_whole_record()
    {
        await using var house = await JournalHouse.WithSqliteAsync();
        house.Upstream.Answers.Otherwise(ScriptedAnswer.SaysLong(10_000, 60) with { Pacing = new Pacing { Every = TimeSpan.FromMilliseconds(100) } });
        await using var gateway = await house.StartAsync("luthien.server.drain-timeout = 500ms");
        using var client = new RawClient(gateway.Address);
        var open = await JournalHouse.OpenAsync(client, Streams);
        var hearing = Task.WhenAll(open.Select(answer => answer.RestAsync()));

        await JournalHouse.StopAsync(gateway);
        var heard = await hearing;

        await using var record = new Record(house.DatabaseUrl);
        var recorded = await record.OfAsync(heard.Select(answer => answer.TransactionId));
        recorded.ShouldAllBe(call => call.IsSound);
        recorded.Zip(heard).ShouldAllBe(pair => pair.First.Delivered.SequenceEqual(pair.Second.Body));
    }
}
