using System.Diagnostics;
using LuthienProxy.EndToEnd.Tests.Journal;
using LuthienProxy.Fixtures.Clients;
using LuthienProxy.Fixtures.Databases;
using LuthienProxy.Fixtures.Gateway;
using LuthienProxy.Fixtures.Upstream;

namespace LuthienProxy.EndToEnd.Tests.PolicyFaults;

/// <summary>Two gateways that share a database, under load: what one is told, both do within a second, and no call notices.</summary>
[Trait("Category", "E2E")]
[Trait("Spec", "X-06")]
[Collection(nameof(OneAtATime))]
public sealed class SwitchingNodesSpec : IAsyncLifetime
{
    const int CallersPerNode = 4;
    const int Versions = 4;

    ScriptedUpstream _upstream = null!;
    PostgresServer _postgres = null!;
    string _database = null!;

    public async Task InitializeAsync()
    {
        _upstream = await ScriptedUpstream.StartAsync();
        _upstream.Answers.Otherwise(Replacing.Marked);
        _postgres = await PostgresServer.StartAsync();
        _database = await _postgres.CreateDatabaseAsync();
    }

    public async Task DisposeAsync()
    {
        await _postgres.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    [Fact]
    public Task Every_activation_must_reach_both_nodes_within_a_second_and_no_call_may_fail_or_mix_versions() => SwitchAsync(() => Task.CompletedTask);

    [Fact]
    public Task Nodes_whose_notifications_are_cut_must_still_switch_within_a_second() => SwitchAsync(CutListenersAsync);

    async Task SwitchAsync(Func<Task> before)
    {
        await using var one = await StartAsync();
        await using var other = await StartAsync();
        using var admin = new GatewayAdmin(one.Address);
        await admin.EnableAsync(Replacing.Version(0));
        await using var callers = new Callers(one.Address, CallersPerNode);
        await using var others = new Callers(other.Address, CallersPerNode);
        await others.BegunAfterAsync(Switched());

        for (var version = 1; version <= Versions; version++)
        {
            await before();
            await admin.EnableAsync(Replacing.Version(version));
            var switched = Switched();

            Replacing.Traces((await callers.BegunAfterAsync(switched)).Answer).ShouldBe([Replacing.Word(version)]);
            Replacing.Traces((await others.BegunAfterAsync(switched)).Answer).ShouldBe([Replacing.Word(version)]);
        }
        await Task.WhenAll(callers.StopAsync(), others.StopAsync());

        var all = callers.All.Concat(others.All).Select(call => call.Answer).ToList();
        all.ShouldAllBe(answer => answer.Status == 200 && answer.End == HeardEnd.Complete && !answer.IsTorn && answer.Violations.Count == 0);
        // Also calls that were under way while the policies changed keep to one version.
        all.ShouldAllBe(answer => Replacing.Traces(answer).Count == 1);
    }

    Task<GatewayProcess> StartAsync() => GatewayProcess.StartAsync(new GatewayOptions
    {
        Upstream = _upstream.Address,
        Environment = new Dictionary<string, string>([GatewayAdmin.Variable, new("DATABASE_URL", _database)]),
    });

    // A connection that listens waits for the server; its last statement was LISTEN.
    Task CutListenersAsync() => _postgres.ExecuteAsync("select count(pg_terminate_backend(pid)) from pg_stat_activity where query ilike 'listen%'", new Uri(_database).AbsolutePath[1..]);

    /// <summary>The moment from which every new call must run what was activated just now.</summary>
    static long Switched() => Stopwatch.GetTimestamp() + Stopwatch.Frequency;
}
