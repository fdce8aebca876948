using LuthienProxy.Benchmarks.Compare.Measuring;
using LuthienProxy.Benchmarks.Compare.Servers;

namespace LuthienProxy.Benchmarks.Compare;

/// <summary>Measures the gateway beside nginx, a bare pass-through and another gateway, in one run, in interleaved rounds.</summary>
static class CompareCommand
{
    /// <summary>Prints the table; 0 when every bound is kept and every answer was right.</summary>
    public static async Task<int> RunAsync(CompareOptions options)
    {
        await using var upstream = await UpstreamServer.StartAsync();
        var workloads = new Workloads(upstream.Address);
        var table = new CompareTable([.. options.Contenders.Select(contender => contender.Name)]);
        foreach (var topic in options.Topics)
        {
            var selected = workloads.Of(topic).ToLookup(workload => workload.IsFresh);
            await RunWarmAsync(topic, [.. selected[false]], workloads, upstream, options, table);
            foreach (var workload in selected[true])
                await RunFreshAsync(workload, upstream, options, table);
        }
        Console.WriteLine(table);
        return table.IsKept ? 0 : 1;
    }

    static async Task RunWarmAsync(string topic, List<Workload> selected, Workloads workloads, ServerProcess upstream, CompareOptions options, CompareTable table)
    {
        var contenders = options.Contenders.Where(contender => selected.Exists(workload => workload.Wants(contender))).ToList();
        var servers = new List<ServerProcess>();
        try
        {
            foreach (var contender in contenders)
            {
                servers.Add(await contender.Start(upstream.Address));
                await workloads.WarmAsync(servers[^1], topic);
            }
            foreach (var workload in selected)
                for (var round = 0; round < options.Rounds; round++)
                    foreach (var (contender, server) in contenders.Zip(servers).Where(one => workload.Wants(one.First)))
                        table.Add(workload, contender.Name, await workload.MeasureAsync(server));
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
            foreach (var contender in options.Contenders.Where(workload.Wants))
            {
                await using var server = await contender.Start(upstream.Address);
                table.Add(workload, contender.Name, await workload.MeasureAsync(server));
            }
        }
    }
}
