using LuthienProxy.Pipeline.Upstreams;
using LuthienProxy.Protocol.Wire;
using LuthienProxy.Simulator;

namespace LuthienProxy.Host.Routing;

/// <summary>The scripted provider in this process, as an upstream like any other but for its handler.</summary>
static class SimulatorUpstream
{
    const string Name = "sim";
    const string JudgeName = "simulator";
    public const string Models = "sim/*";

    /// <summary>The simulator speaks both APIs: one upstream for each, under one name.</summary>
    public static Upstream Create(Provider provider) => Named(Name, provider);

    /// <summary>The same for judges, which name their upstream: policies can be tried out without a key.</summary>
    public static Upstream CreateJudge() => Named(JudgeName, Provider.Anthropic);

    static Upstream Named(string name, Provider provider) => new(
        new UpstreamOptions { Name = name, Provider = provider, BaseUrl = new Uri("http://simulator.invalid"), NeedsKey = false },
        new SimulatorHandler(new SimulatedProvider()));
}
