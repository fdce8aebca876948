using LuthienProxy.Host.Settings;
using LuthienProxy.Pipeline.Upstreams;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Host.Routing;

/// <summary>All upstreams and routes of the gateway, made once from the settings; owns the connection pools.</summary>
sealed class UpstreamTable : IDisposable
{
    readonly Dictionary<string, Upstream> _upstreams;
    readonly List<Upstream> _simulators;
    readonly List<Upstream> _simulatedJudges;

    public UpstreamTable(GatewaySettings settings)
    {
        _upstreams = settings.Upstreams.ToDictionary(entry => entry.Key, entry => new Upstream(Options(entry.Key, entry.Value, settings.Timeouts)), StringComparer.Ordinal);
        _simulators = settings.Simulator.Enabled.IsOn ? [SimulatorUpstream.Create(Provider.Anthropic), SimulatorUpstream.Create(Provider.OpenAI)] : [];
        _simulatedJudges = settings.Simulator.Enabled.IsOn ? [SimulatorUpstream.CreateJudge()] : [];
        // sim/* comes first: whatever the routes say, these models cost nothing and reach nobody.
        Routes =
        [
            .. _simulators.Select(simulator => new Route(simulator.Options.Provider, SimulatorUpstream.Models, [simulator])),
            .. settings.Routes.Select(route => new Route(ProviderOf(route.Provider), route.Model, [.. route.Upstreams.Select(name => _upstreams[name])])),
        ];
    }

    public IReadOnlyList<Route> Routes { get; }

    /// <summary>The upstreams that policies may ask. One of the settings goes before the simulator where both have one name.</summary>
    public IEnumerable<Upstream> Judges => _upstreams.Values.Concat(_simulatedJudges);

    public void Dispose()
    {
        foreach (var upstream in _upstreams.Values.Concat(_simulators).Concat(_simulatedJudges))
            upstream.Dispose();
    }

    static UpstreamOptions Options(string name, UpstreamSettings settings, TimeoutSettings timeouts) => new()
    {
        Name = name,
        Provider = ProviderOf(settings.Provider),
        BaseUrl = WithoutVersion(settings.BaseUrl),
        ApiKey = settings.ApiKey.Length > 0 ? settings.ApiKey : null,
        MaxConnections = settings.MaxConnections,
        ConnectionLifetime = settings.ConnectionLifetime.ToTimeSpan(),
        ConnectTimeout = timeouts.Connect.ToTimeSpan(),
        Retry = new RetryOptions
        {
            MaxRetries = settings.Retry.MaxRetries,
            BaseDelay = settings.Retry.BaseDelay.ToTimeSpan(),
            MaxDelay = settings.Retry.MaxDelay.ToTimeSpan(),
            Failover = settings.Retry.Failover.IsOn,
        },
    };

    static Provider ProviderOf(string name) => name == "anthropic" ? Provider.Anthropic : Provider.OpenAI;

    /// <summary>A base URL is given with or without a trailing <c>/v1</c>; the client's path brings it.</summary>
    static Uri WithoutVersion(string url)
    {
        var trimmed = url.TrimEnd('/');
        return new Uri(trimmed.EndsWith("/v1", StringComparison.Ordinal) ? trimmed[..^"/v1".Length] : trimmed);
    }
}
