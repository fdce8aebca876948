using LuthienProxy.Benchmarks.Compare.Servers;

namespace LuthienProxy.Benchmarks.Compare.Measuring;

/// <summary>What a process costs that has just come up, and what it keeps after work.</summary>
/// <param name="work">Streams at full speed.</param>
sealed class Starts(Func<ServerProcess, Task<double>> work)
{
    static readonly TimeSpan Settling = TimeSpan.FromSeconds(4);
    static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(10);

    public IEnumerable<Workload> Workloads =>
    [
        new("cold start to ready, s", ReadyAsync, new Bound(null, 2)) { IsFresh = true, Only = ["gateway"] },
        new("idle working set, MiB", IdleAsync, new Bound(null, 120)) { IsFresh = true },
        new("working set 4 s after streams at full speed, MiB", KeptAsync) { IsFresh = true },
    ];

    // Of a new folder: the database is made and brought up to date.
    static async Task<double> ReadyAsync(ServerProcess server)
    {
        using var client = new HttpClient();
        using var beat = new PeriodicTimer(Beat);
        while (true)
        {
            using var ready = await client.GetAsync(new Uri($"http://{server.Address}/health/ready"));
            if (ready.IsSuccessStatusCode)
                return server.Age.TotalSeconds;
            await beat.WaitForNextTickAsync();
        }
    }

    static async Task<double> IdleAsync(ServerProcess server)
    {
        await Task.Delay(Settling, TimeProvider.System);
        return ProcessFigures.Mebibytes(server.Id);
    }

    async Task<double> KeptAsync(ServerProcess server)
    {
        await work(server);
        return await IdleAsync(server);
    }
}
