using LuthienProxy.Fixtures.Clients;
using LuthienProxy.Simulator;

namespace LuthienProxy.EndToEnd.Tests.Journal;

/// <summary><c>journal.mode = before-delivery</c> with a database that dies: nothing goes out that is not on record.</summary>
[Trait("Category", "E2E")]
[Collection(nameof(OneAtATime))]
public sealed class BeforeDeliverySpec
{
    const string Strict =
        "luthien.journal { mode = before-delivery, breaker { failures = 1, reset-timeout = 1s } }";

    [Fact]
    public async Task A_dead_database_must_mean_a_valid_error_in_running_streams_and_503_for_new_calls()
    {
        await using var house = await JournalHouse.WithPostgresAsync();
        house.Upstream.Answers.Otherwise(ScriptedAnswer.SaysLong(10_000, 40) with { Pacing = new Pacing { Every = TimeSpan.FromMilliseconds(50) } });
        await using var gateway = await house.StartAsync(Strict);
        using var client = new RawClient(gateway.Address);
        var open = await JournalHouse.OpenAsync(client, 9);

        await house.Postgres!.KillAsync();
        var cut = await Task.WhenAll(open.Select(answer => answer.RestAsync()));
        var callsBefore = house.Upstream.Calls.Count;
        var refused = await Task.WhenAll(Enum.GetValues<SimulatorApi>().Select(api => client.AskAsync(api, "next", stream: true)));

        cut.ShouldAllBe(answer => answer.Status == 200 && answer.End == HeardEnd.Error && answer.Violations.Count == 0 && !answer.IsTorn);
        refused.ShouldAllBe(answer => answer.Status == 503 && answer.End == HeardEnd.Error);
        house.Upstream.Calls.Count.ShouldBe(callsBefore);
    }
}
