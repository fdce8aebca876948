using System.Text;
using LuthienProxy.Fixtures.Databases;

namespace LuthienProxy.Benchmarks.Live;

/// <summary>Two nodes that meet in a real Redis: one publishes at rising rates, a page at the other keeps count, until events are lost or come too late.</summary>
static class RedisCommand
{
    /// <summary>Later than this an event is not live any more.</summary>
    const double MostTailMs = 500;

    const int UsualSeconds = 5;

    static readonly int[] Rates = [500, 1000, 2000, 5000, 10_000, 20_000, 40_000, 80_000, 160_000];

    /// <summary>Prints a table; 0 when every event arrived or was told to be missing.</summary>
    /// <param name="words">Seconds at each rate.</param>
    public static async Task<int> RunAsync(IReadOnlyList<string> words)
    {
        var time = TimeSpan.FromSeconds(words is [var seconds] ? int.Parse(seconds) : UsualSeconds);
        await using var redis = await RedisServer.StartAsync();
        var table = new StringBuilder("| wanted, events/s | published/s | arrived/s | told as missing | neither | latency p50, ms | p99, ms |\n|---|---|---|---|---|---|---|\n");
        var unaccounted = 0L;
        // Compiled code is what is measured.
        await using (var warm = await RedisPair.StartAsync(redis.Url()))
            await warm.RunAsync(Rates[0], time);
        foreach (var rate in Rates)
        {
            // Each rate with nodes of its own: what one left behind must not be the next one's.
            await using var nodes = await RedisPair.StartAsync(redis.Url());
            var figures = await nodes.RunAsync(rate, time);
            var neither = figures.Published - figures.Page.Events - figures.Page.Missed;
            unaccounted += Math.Abs(neither);
            table.Append($"| {rate:N0} | {figures.Published / figures.Seconds:N0} | {figures.Page.Events / figures.Seconds:N0} | {figures.Page.Missed:N0} | {neither:N0} | {figures.Page.MedianAge:0.0} | {figures.Page.TailAge:0.0} |\n");
            Console.Error.WriteLine($"{rate}: {figures}");
            if (figures.Page.Missed > 0 && figures.Page.TailAge > MostTailMs)
                break;
        }
        Console.WriteLine(table);
        return unaccounted == 0 ? 0 : 1;
    }
}
