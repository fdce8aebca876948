using LuthienProxy.Benchmarks.Compare.Measuring;
using LuthienProxy.Benchmarks.Compare.Servers;

namespace LuthienProxy.Benchmarks.Compare;

/// <summary>Measures the gateway beside nginx and a bare pass-through, in one run, in interleaved rounds.</summary>
static class CompareCommand
{
    /// <summary>Prints the table; 0 when every bound is kept and every answer was right.</summary>
    public static async Task<int> RunAsync(CompareOptions options)
    {
        await using var upstream = await UpstreamServer.StartAsync();
        var workloads = new Workloads(upstream.Address);
        var table = new CompareTable([.. options.Contenders.Select(contender => contender.Name)]);
        var warm = options.Topics.Where(topic => topic != "memory").SelectMany(workloads.Of).ToList();
        if (warm.Count > 0)
            await RunWarmAsync(warm, workloads, upstream, options, table);
        foreach (var workload in options.Topics.Where(topic => topic == "memory").SelectMany(workloads.Of))
            await RunFreshAsync(workload, upstream, options, table);
        Console.WriteLine(table);
        return table.IsKept ? 0 : 1;
    }

    static async Task RunWarmAsync(List<Workload> selected, Workloads workloads, ServerProcess upstream, CompareOptions options, CompareTable table)
    {
        var servers = new List<ServerProcess>();
        try
        {
            foreach (var contender in options.Contenders)
            {
                servers.Add(await contender.Start(upstream.Address));
                await workloads.WarmAsync(servers[^1], options.Topics.Contains("formats"));
            }
            foreach (var workload in selected)
                for (var round = 0; round < options.Rounds; round++)
                    for (var i = 0; i < servers.Count; i++)
                        table.Add(workload, options.Contenders[i].Name, await workload.MeasureAsync(servers[i]));
        }
        finally
        {
            foreach (var server in servers)
                await server.DisposeAsync();
        }
    }

    static async Task RunFreshAsync(Workload workload, ServerProcess upstream, CompareOptions options, CompareTable table)
    {
        for (var round = 0; round < options.Rounds; round++)
        {
            foreach (var contender in options.Contenders)
            {
                await using var server = await contender.Start(upstream.Address);
                table.Add(workload, contender.Name, await workload.MeasureAsync(server));
            }
        }
    }
}
