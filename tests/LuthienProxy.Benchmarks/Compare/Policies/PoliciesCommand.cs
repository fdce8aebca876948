using LuthienProxy.Benchmarks.Compare.Load;
using LuthienProxy.Benchmarks.Compare.Measuring;
using LuthienProxy.Benchmarks.Compare.Servers;

namespace LuthienProxy.Benchmarks.Compare.Policies;

/// <summary>Measures what policies cost the gateway on streams of text: without any, each alone, and three together, in one run, in interleaved rounds.</summary>
static class PoliciesCommand
{
    const int UsualRounds = 3;

    static readonly Dictionary<string, string> Formats = new() { ["chat"] = LoadRequest.Chat, ["responses"] = LoadRequest.Responses, ["messages"] = LoadRequest.Messages };

    /// <summary>Prints a table for each format, Chat unless told; 0 when every bound is kept and every answer was right.</summary>
    /// <param name="words">Formats, and a number of rounds.</param>
    public static async Task<int> RunAsync(IReadOnlyList<string> words)
    {
        var rounds = words.Select(word => int.TryParse(word, out var number) ? number : 0).FirstOrDefault(number => number > 0, UsualRounds);
        var formats = words.Where(Formats.ContainsKey).DefaultIfEmpty("chat").ToList();
        var tables = formats.ToDictionary(format => format, _ => new PoliciesTable());
        await MeasureThroughputAsync(tables, rounds);
        await MeasureLatencyAsync(tables, rounds);
        foreach (var (format, table) in tables)
            Console.WriteLine($"{format}\n\n{table}");
        return tables.Values.All(table => table.IsKept) ? 0 : 1;
    }

    static async Task MeasureThroughputAsync(Dictionary<string, PoliciesTable> tables, int rounds)
    {
        await using var upstream = await UpstreamServer.StartAsync();
        await using var servers = await PolicyServers.StartAsync(upstream.Address);
        foreach (var (format, table) in tables)
        {
            var path = Formats[format];
            await servers.EachAsync(async one => await Workloads.FastAsync(one.Server, path, await one.AnswerAsync(Workloads.FastRequest(path))));
            for (var round = 0; round < rounds; round++)
                await servers.EachAsync(async one => table.AddFast(one.Name, await Workloads.FastAsync(one.Server, path, await one.AnswerAsync(Workloads.FastRequest(path)))));
        }
    }

    static async Task MeasureLatencyAsync(Dictionary<string, PoliciesTable> tables, int rounds)
    {
        await using var latency = await DeltaLatency.StartAsync();
        await using var servers = await PolicyServers.StartAsync(latency.Address);
        foreach (var (format, table) in tables)
        {
            var path = Formats[format];
            await servers.EachAsync(one => DeltaLatency.WarmAsync(one.Server, path, one.Answers));
            for (var round = 0; round < rounds; round++)
                await servers.EachAsync(async one => table.AddLatencies(one.Name, await latency.MeasureAsync(one.Server, path, one.Answers)));
        }
    }
}
