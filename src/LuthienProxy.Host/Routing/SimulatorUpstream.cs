using LuthienProxy.Pipeline.Upstreams;
using LuthienProxy.Protocol.Wire;
using LuthienProxy.Simulator;

namespace LuthienProxy.Host.Routing;

/// <summary>The scripted provider in this process, as an upstream like any other but for its handler.</summary>
static class SimulatorUpstream
{
    public const string Name = "sim";
    public const string Models = "sim/*";

    /// <summary>The simulator speaks both APIs: one upstream for each, under one name.</summary>
    public static Upstream Create(Provider provider) => new(
        new UpstreamOptions { Name = Name, Provider = provider, BaseUrl = new Uri("http://simulator.invalid") },
        new SimulatorHandler(new SimulatedProvider()));
}
