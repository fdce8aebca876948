using LuthienProxy.Fixtures.Clients;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Simulator;

namespace LuthienProxy.EndToEnd.Tests.Journal;

/// <summary><c>kill -9</c> of the gateway in the midst of answers: what its clients have is on record within the promised bound, and the next process ends the record.</summary>
[Trait("Category", "E2E")]
[Collection(nameof(OneAtATime))]
public sealed class KilledGatewaySpec
{
    const int Streams = 24;
    const int MaxUnacked = 4096;

    // Only the bound makes segments go: size and age never do.
    const string OnlyTheBound = "luthien.journal { max-unacked = 4KiB, segment-bytes = 1MiB, segment-delay = 1m }";

    static readonly ScriptedAnswer Endless = ScriptedAnswer.SaysLong(10_000, 100) with { Pacing = new Pacing { Every = TimeSpan.FromMilliseconds(25) } };

    [Fact]
    [Trait("Spec", "X-09")]
    public async Task In_async_mode_a_kill_must_lose_at_most_what_max_unacked_allows()
    {
        await using var house = await JournalHouse.WithSqliteAsync();
        var (heard, recorded) = await KillInMidStreamAsync(house, OnlyTheBound);

        recorded.Zip(heard).ShouldAllBe(pair => pair.Second.Body.Length - pair.First.Delivered.Length <= MaxUnacked);
    }

    [Fact]
    public async Task In_before_delivery_mode_a_kill_must_lose_nothing_that_a_client_has()
    {
        await using var house = await JournalHouse.WithPostgresAsync();
        var (heard, recorded) = await KillInMidStreamAsync(house, "luthien.journal.mode = before-delivery");

        recorded.Zip(heard).ShouldAllBe(pair => pair.First.Delivered.Length >= pair.Second.Body.Length);
    }

    static async Task<(HeardAnswer[] Heard, IReadOnlyList<RecordedCall> Recorded)> KillInMidStreamAsync(JournalHouse house, string configuration)
    {
        house.Upstream.Answers.Otherwise(Endless);
        var killed = await house.StartAsync(configuration);
        using var client = new RawClient(killed.Address);
        var open = await JournalHouse.OpenAsync(client, Streams);
        var last = (await Task.WhenAll(open.Select(_ => house.Upstream.NextCallAsync())))[^1];
        var hearing = Task.WhenAll(open.Select(answer => answer.RestAsync()));
        await last.EventSentAsync(100);

        await killed.KillAsync();
        var heard = await hearing;
        await killed.DisposeAsync();
        await using var next = await house.StartAsync(configuration);
        await JournalHouse.StopAsync(next);

        await using var record = new Record(house.DatabaseUrl);
        var recorded = await record.OfAsync(heard.Select(answer => answer.TransactionId));
        heard.ShouldAllBe(answer => answer.IsTorn && answer.Body.Length > MaxUnacked);
        recorded.ShouldAllBe(call => call.IsSound && call.Ends[0] is Interrupted);
        recorded.Zip(heard).ShouldAllBe(pair => AgreeAsFarAsBothGo(pair.First.Delivered, pair.Second.Body));
        recorded.ShouldAllBe(call => call.Ends[0].Summary.BytesDelivered == call.Delivered.Length);
        return (heard, recorded);
    }

    static bool AgreeAsFarAsBothGo(byte[] one, byte[] other)
    {
        var both = Math.Min(one.Length, other.Length);
        return one.AsSpan(0, both).SequenceEqual(other.AsSpan(0, both));
    }
}
