using LuthienProxy.Benchmarks.Compare.Measuring;
using LuthienProxy.Benchmarks.Compare.Servers;
using LuthienProxy.Fixtures.Databases;

namespace LuthienProxy.Benchmarks.Compare.Recording;

/// <summary>Measures what recording costs the gateway: recording off, in SQLite, and in PostgreSQL, in one run, in interleaved rounds.</summary>
static class RecordingCommand
{
    static readonly string[] Topics = ["cpu", "responses", "messages", "latency"];

    /// <summary>Prints the table; 0 when every bound is kept and every answer was right.</summary>
    public static async Task<int> RunAsync(int rounds)
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var upstream = await UpstreamServer.StartAsync();
        Contender[] contenders =
        [
            Contender.Product(RecordingTable.Off, "--luthien:journal:enabled=off"),
            Contender.Product(RecordingTable.Sqlite),
            Contender.Product(RecordingTable.Postgres, databaseUrl: await postgres.CreateDatabaseAsync()),
        ];
        var workloads = new Workloads(upstream.Address);
        var table = new RecordingTable();
        var servers = new List<ServerProcess>();
        try
        {
            foreach (var contender in contenders)
            {
                servers.Add(await contender.Start(upstream.Address));
                await workloads.WarmAsync(servers[^1], Topics);
            }
            foreach (var workload in Topics.SelectMany(workloads.Of))
                for (var round = 0; round < rounds; round++)
                    for (var i = 0; i < servers.Count; i++)
                        table.Add(workload.Name, contenders[i].Name, await workload.MeasureAsync(servers[i]));
        }
        finally
        {
            foreach (var server in servers)
                await server.DisposeAsync();
        }
        Console.WriteLine(table);
        return table.IsKept ? 0 : 1;
    }
}
