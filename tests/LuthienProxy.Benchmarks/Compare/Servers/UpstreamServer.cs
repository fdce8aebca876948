using LuthienProxy.Simulator;

namespace LuthienProxy.Benchmarks.Compare.Servers;

/// <summary>The scripted provider behind every contender, in a process of its own.</summary>
static class UpstreamServer
{
    public static Task<ServerProcess> StartAsync() => ServerProcess.StartAsync((port, _) => ServerPlan.Verb("upstream", port));

    public static async Task RunAsync(int port)
    {
        var provider = new SimulatedProvider(ModelScripts.Answer, new SimulatorOptions { BufferWrites = true });
        await using var server = await SimulatorServer.StartAsync(provider, port);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System);
    }
}
