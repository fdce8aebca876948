using LuthienProxy.Fixtures.Databases;
using LuthienProxy.Fixtures.Gateway;
using LuthienProxy.Fixtures.Upstream;
using LuthienProxy.Simulator;

namespace LuthienProxy.EndToEnd.Tests.Activity;

/// <summary>A provider, a Redis where it is asked for, and gateways before and beside them.</summary>
sealed class ActivityHouse : IAsyncDisposable
{
    readonly List<GatewayProcess> _gateways = [];

    ActivityHouse(ScriptedUpstream upstream, RedisServer? redis) => (Upstream, MaybeRedis) = (upstream, redis);

    public ScriptedUpstream Upstream { get; }

    public RedisServer Redis => MaybeRedis!;

    RedisServer? MaybeRedis { get; }

    public static async Task<ActivityHouse> StartAsync(bool withRedis = false)
    {
        var redis = withRedis ? await RedisServer.StartAsync() : null;
        var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answers.Otherwise(ScriptedAnswer.SaysLong(12) with { Pacing = new Pacing { Every = TimeSpan.FromMilliseconds(5) } });
        return new(upstream, redis);
    }

    /// <summary>Starts a gateway, which ends with the house; its Redis is found when this returns.</summary>
    public async Task<GatewayProcess> GatewayAsync(string configuration = "")
    {
        var environment = new Dictionary<string, string>([GatewayAdmin.Variable]);
        if (MaybeRedis is not null)
            environment["REDIS_URL"] = MaybeRedis.Url();
        var gateway = await GatewayProcess.StartAsync(new GatewayOptions { Upstream = Upstream.Address, Configuration = configuration, Environment = environment });
        lock (_gateways)
            _gateways.Add(gateway);
        if (MaybeRedis is not null)
            await gateway.Output.LineAsync(line => line.Contains("connection to Redis stands", StringComparison.Ordinal));
        return gateway;
    }

    /// <summary>Starts several at once.</summary>
    public Task<GatewayProcess[]> GatewaysAsync(params IEnumerable<string> configurations) => Task.WhenAll(configurations.Select(GatewayAsync));

    public async ValueTask DisposeAsync()
    {
        foreach (var gateway in _gateways)
            await gateway.DisposeAsync();
        await Upstream.DisposeAsync();
        if (MaybeRedis is not null)
            await MaybeRedis.DisposeAsync();
    }
}
