using System.Diagnostics;
using LuthienProxy.Fixtures.Databases;
using LuthienProxy.Host.Policies;
using Microsoft.Extensions.DependencyInjection;

namespace LuthienProxy.Host.Tests.Policies;

/// <summary>Gateways that share a database run the same policies within a second, and calls under way keep theirs.</summary>
[Trait("Spec", "X-06")]
public sealed class SwitchingSpec : GatewaySpec
{
    const int Rounds = 10;

    static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Two_on_one_PostgreSQL_must_switch_at_its_word_although_they_hardly_ask()
    {
        var database = ("DATABASE_URL", await (await PostgresServer.SharedAsync()).CreateDatabaseAsync());
        await FollowAsync(await StartAsync("", AdminAsking.Variable, database), await StartAsync("luthien.policy.watch-interval = 1m", AdminAsking.Variable, database));
    }

    [Fact]
    public async Task Two_on_one_SQLite_must_switch_by_asking()
    {
        using var folder = new ScratchFolder();
        var database = ("DATABASE_URL", $"sqlite:{Path.Combine(folder.Path, "shared.db")}");
        var (one, other) = (await StartAsync("", AdminAsking.Variable, database), await StartAsync("", AdminAsking.Variable, database));
        await FollowAsync(one, other);
        await one.App.StopAsync();
        await other.App.StopAsync();
    }

    [Fact]
    public async Task A_server_that_was_away_must_be_heard_again()
    {
        await using var server = await PostgresServer.StartAsync();
        var database = ("DATABASE_URL", server.Url());
        var (one, other) = (await StartAsync("", AdminAsking.Variable, database), await StartAsync("", AdminAsking.Variable, database));
        await one.EnableAsync("a", "NoOp");
        await server.KillAsync();
        await server.StartAgainAsync();
        await PolicyAdmin.UntilAsync(async () => (await one.PolicyAsync("enable", """{ "name": "b", "policy": "NoOp" }""")).IsSuccessStatusCode);
        await PolicyAdmin.UntilAsync(() => Task.FromResult(Running(other).StartsWith("b@", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Activations_at_once_on_two_must_end_with_both_running_what_the_database_says()
    {
        var database = ("DATABASE_URL", await (await PostgresServer.SharedAsync()).CreateDatabaseAsync());
        var (one, other) = (await StartAsync("", AdminAsking.Variable, database), await StartAsync("", AdminAsking.Variable, database));
        await Task.WhenAll(Enumerable.Range(0, Rounds).SelectMany(_ => (Task[])[one.EnableAsync("one", "NoOp"), other.EnableAsync("other", "AllCaps")]));
        var last = (await one.ReadAsync(PolicyAdmin.Path + "history?limit=1")).GetProperty("changes")[0].GetProperty("to");
        await PolicyAdmin.UntilAsync(() => Task.FromResult(Running(one) == PolicyAdmin.NameAndVersion(last) && Running(other) == PolicyAdmin.NameAndVersion(last)));
    }

    [Fact]
    public async Task A_call_under_way_must_keep_the_policies_that_it_began_with()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        await gateway.EnableAsync("quiet", "NoOp");
        using var response = await gateway.AskAsync(SimulatorApi.Messages, Asking.Body(SimulatorApi.Messages, stream: true, model: "sim/text?deltas=40&every=20ms"));
        var events = new EventReader(await response.Content.ReadAsStreamAsync());
        await events.NextAsync();
        await gateway.EnableAsync("loud", "AllCaps");
        var rest = string.Concat((await events.RestAsync()).Split('\n').Where(line => line.Contains("text_delta", StringComparison.Ordinal)).Select(line => line.Split("\"text\":")[1]));
        rest.ShouldNotBeEmpty();
        rest.ShouldContain(letter => char.IsLower(letter));
        (await gateway.RunningAsync()).ShouldBe("loud@1");
    }

    static async Task FollowAsync(TestGateway one, TestGateway other)
    {
        for (var round = 1; round <= Rounds; round++)
        {
            await one.EnableAsync("a", round % 2 == 0 ? "NoOp" : "AllCaps");
            var began = Stopwatch.GetTimestamp();
            var expected = $"a@{round}";
            Running(one).ShouldBe(expected);
            await PolicyAdmin.UntilAsync(() => Task.FromResult(Running(other) == expected));
            Stopwatch.GetElapsedTime(began).ShouldBeLessThan(Second);
        }
    }

    static string Running(TestGateway gateway) => gateway.App.Services.GetRequiredService<ChainInUse>().ForNewCall() is var chain ? $"{chain.Name}@{chain.Version}" : "";
}
