using LuthienProxy.EndToEnd.Tests.Journal;
using LuthienProxy.Fixtures.Clients;
using LuthienProxy.Fixtures.Gateway;
using LuthienProxy.Simulator;

namespace LuthienProxy.EndToEnd.Tests.PolicyFaults;

/// <summary>What was activated is active after <c>kill -9</c>, also when the database does not come back with the gateway.</summary>
[Trait("Category", "E2E")]
[Trait("Spec", "000-04c")]
[Collection(nameof(OneAtATime))]
public sealed class ActivationSurvivesKillSpec
{
    const string WithAdmin = $"luthien.auth.admin-api-key = \"{GatewayAdmin.Key}\"";

    [Fact]
    public async Task The_embedded_database_must_bring_the_activated_policy_back_after_a_kill()
    {
        await using var house = await JournalHouse.WithSqliteAsync();

        (await KilledAfterActivationAsync(house, () => Task.CompletedTask)).ShouldBe([Replacing.Word(2)]);
    }

    [Fact]
    public async Task PostgreSQL_must_bring_the_activated_policy_back_after_a_kill()
    {
        await using var house = await JournalHouse.WithPostgresAsync();

        (await KilledAfterActivationAsync(house, () => Task.CompletedTask)).ShouldBe([Replacing.Word(2)]);
    }

    [Fact]
    public async Task With_the_database_away_the_last_known_policy_must_act()
    {
        await using var house = await JournalHouse.WithPostgresAsync();

        (await KilledAfterActivationAsync(house, house.Postgres!.KillAsync)).ShouldBe([Replacing.Word(2)]);
    }

    static async Task<IReadOnlyList<string>> KilledAfterActivationAsync(JournalHouse house, Func<Task> meanwhile)
    {
        house.Upstream.Answers.Otherwise(Replacing.Marked);
        await using (var killed = await house.StartAsync(WithAdmin))
        {
            using var admin = new GatewayAdmin(killed.Address);
            await admin.EnableAsync(Replacing.Version(1));
            await admin.EnableAsync(Replacing.Version(2));
            await killed.KillAsync();
        }
        await meanwhile();
        await using var next = await house.StartAsync(WithAdmin);
        using var client = new RawClient(next.Address);
        return Replacing.Traces(await client.AskAsync(SimulatorApi.Messages, "any", stream: true));
    }
}
