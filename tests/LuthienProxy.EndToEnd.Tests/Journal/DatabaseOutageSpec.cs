using LuthienProxy.Fixtures.Clients;
using LuthienProxy.Fixtures.Databases;
using LuthienProxy.Simulator;
using Xunit.Abstractions;

namespace LuthienProxy.EndToEnd.Tests.Journal;

/// <summary>A real PostgreSQL server that dies, hangs or has a full disk while 200 answers stream through the gateway: their clients notice nothing, and nothing is lost.</summary>
[Trait("Category", "E2E")]
[Collection(nameof(OneAtATime))]
public sealed class DatabaseOutageSpec(ITestOutputHelper output)
{
    const int Streams = 200;
    const int Deltas = 120;

    static readonly ScriptedAnswer Slow = ScriptedAnswer.SaysLong(Deltas, 40) with { Pacing = new Pacing { Every = TimeSpan.FromMilliseconds(50) } };

    // Short waits, so that an outage of seconds goes through every state.
    const string Quick = "luthien.journal.breaker { failures = 1, call-timeout = 1s, reset-timeout = 500ms }\nluthien.storage.command-timeout = 1s";

    [Fact]
    [Trait("Spec", "000-27a")]
    public async Task A_killed_server_must_cost_no_client_anything_and_the_record_nothing()
    {
        await using var house = await JournalHouse.WithPostgresAsync();

        await StreamThroughAsync(house, house.Postgres!.KillAsync, house.Postgres!.StartAgainAsync);
    }

    [Fact]
    [Trait("Spec", "002-13")]
    public async Task A_hung_server_must_cost_no_client_anything_and_the_record_nothing()
    {
        await using var house = await JournalHouse.WithPostgresAsync();

        await StreamThroughAsync(house, () => Done(house.Postgres!.Pause), () => Done(house.Postgres!.Resume));
    }

    [Fact]
    [Trait("Spec", "J7")]
    public async Task A_server_with_a_full_disk_must_cost_no_client_anything_and_the_record_nothing()
    {
        await using var house = await JournalHouse.WithPostgresAsync(new PostgresOptions { DiskBytes = 160 << 20 });

        await StreamThroughAsync(house, () => Done(house.Postgres!.Disk.Fill), () => Done(house.Postgres!.Disk.Free));
    }

    [Fact]
    [Trait("Spec", "000-27a")]
    public async Task What_was_spooled_must_come_on_record_through_the_next_process()
    {
        await using var house = await JournalHouse.WithPostgresAsync();
        house.Upstream.Answers.Otherwise(ScriptedAnswer.SaysLong(20));
        var first = await house.StartAsync(Quick);
        await house.Postgres!.KillAsync();
        using var client = new RawClient(first.Address);
        var heard = await Task.WhenAll((await JournalHouse.OpenAsync(client, 12)).Select(answer => answer.RestAsync()));
        await JournalHouse.StopAsync(first);
        await first.DisposeAsync();

        await house.Postgres.StartAgainAsync();
        await using var second = await house.StartAsync(Quick);
        await second.LineAsync(LogLines.SpoolFound);
        await second.LineAsync(LogLines.CaughtUp);

        await ShouldAllBeOnRecordAsync(house, heard);
    }

    async Task StreamThroughAsync(JournalHouse house, Func<Task> fail, Func<Task> mend)
    {
        house.Upstream.Answers.Otherwise(Slow);
        await using var gateway = await house.StartAsync(Quick);
        using var client = new RawClient(gateway.Address);
        var open = await JournalHouse.OpenAsync(client, Streams);
        var marked = await house.Upstream.NextCallAsync();
        var hearing = Task.WhenAll(open.Select(answer => answer.RestAsync()));

        await fail();
        await gateway.LineAsync(LogLines.Spooling);
        await mend();
        var heard = await hearing;
        await gateway.LineAsync(LogLines.CaughtUp);
        await JournalHouse.StopAsync(gateway);
        output.WriteLine(await gateway.LineAsync(LogLines.Spooling));
        output.WriteLine(await gateway.LineAsync(LogLines.CaughtUp));
        output.WriteLine(await gateway.LineAsync(LogLines.Flushed));

        marked.EventsSent.ShouldBeGreaterThanOrEqualTo(Deltas);
        await ShouldAllBeOnRecordAsync(house, heard);
    }

    static async Task ShouldAllBeOnRecordAsync(JournalHouse house, IReadOnlyList<HeardAnswer> heard)
    {
        await using var record = new Record(house.DatabaseUrl);
        var recorded = await record.OfAsync(heard.Select(answer => answer.TransactionId));

        heard.ShouldAllBe(answer => answer.Status == 200 && answer.End == HeardEnd.Complete && !answer.IsTorn && answer.Violations.Count == 0);
        recorded.ShouldAllBe(call => call.IsSound);
        recorded.Zip(heard).ShouldAllBe(pair => pair.First.Delivered.SequenceEqual(pair.Second.Body));
    }

    static Task Done(Action act)
    {
        act();
        return Task.CompletedTask;
    }
}
