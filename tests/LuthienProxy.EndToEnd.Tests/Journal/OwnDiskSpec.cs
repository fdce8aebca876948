using LuthienProxy.Fixtures.Clients;
using LuthienProxy.Simulator;

namespace LuthienProxy.EndToEnd.Tests.Journal;

/// <summary>The disk that the gateway's own files are on is full.</summary>
[Trait("Category", "E2E")]
[Collection(nameof(OneAtATime))]
public sealed class OwnDiskSpec
{
    const int Streams = 60;

    const string Quick = "luthien.journal.breaker { failures = 1, reset-timeout = 500ms }";

    [Fact]
    [Trait("Spec", "J7")]
    public async Task A_full_disk_must_drop_and_count_events_and_cost_no_client_anything()
    {
        await using var house = await JournalHouse.WithSqliteAsync(diskBytes: 32 << 20);
        house.Upstream.Answers.Otherwise(ScriptedAnswer.SaysLong(60, 200) with { Pacing = new Pacing { Every = TimeSpan.FromMilliseconds(50) } });
        await using var gateway = await house.StartAsync(Quick);
        using var client = new RawClient(gateway.Address);
        var open = await JournalHouse.OpenAsync(client, Streams);
        var hearing = Task.WhenAll(open.Select(answer => answer.RestAsync()));

        house.Disk.Fill();
        await gateway.LineAsync(LogLines.Unhealthy);
        var heard = await hearing;
        house.Disk.Free();

        heard.ShouldAllBe(answer => answer.Status == 200 && answer.End == HeardEnd.Complete && !answer.IsTorn && answer.Violations.Count == 0);
        await JournalHouse.StopAsync(gateway);
        (await gateway.LineAsync(LogLines.Flushed)).ShouldNotContain("\"dropped\":0");
        await using var record = new Record(house.DatabaseUrl);
        (await record.OfAsync(heard.Select(answer => answer.TransactionId))).ShouldAllBe(call => !call.Sequence.Any() || call.IsContiguous);
    }

    [Fact]
    public async Task With_a_database_elsewhere_a_full_disk_must_cost_the_record_nothing()
    {
        await using var house = await JournalHouse.WithPostgresAsync(diskBytes: 16 << 20);
        house.Upstream.Answers.Otherwise(ScriptedAnswer.SaysLong(60, 200) with { Pacing = new Pacing { Every = TimeSpan.FromMilliseconds(20) } });
        await using var gateway = await house.StartAsync(Quick);
        using var client = new RawClient(gateway.Address);
        house.Disk.Fill();

        var heard = await Task.WhenAll((await JournalHouse.OpenAsync(client, Streams)).Select(answer => answer.RestAsync()));
        await JournalHouse.StopAsync(gateway);

        await using var record = new Record(house.DatabaseUrl);
        var recorded = await record.OfAsync(heard.Select(answer => answer.TransactionId));
        recorded.ShouldAllBe(call => call.IsSound);
        recorded.Zip(heard).ShouldAllBe(pair => pair.First.Delivered.SequenceEqual(pair.Second.Body));
    }
}
