using System.Diagnostics;
using LuthienProxy.Benchmarks.Compare.Load;
using LuthienProxy.Benchmarks.Compare.Measuring;
using LuthienProxy.Benchmarks.Compare.Servers;

namespace LuthienProxy.Benchmarks.Live;

/// <summary>
/// Measures what pages that watch cost those who call: the same calls at the same rate while nobody watches, while one page does, and while 200 do of which one takes nothing, by
/// turns, in one run of one gateway.
/// </summary>
static class ActivityCommand
{
    // A call has five events.
    const int CallsPerSecond = 400;
    const int DirectPerSecond = 200;
    const int UsualRounds = 5;
    const int UsualSeconds = 10;

    static readonly int[] Audiences = [0, 1, 200];
    static readonly TimeSpan Settling = TimeSpan.FromSeconds(3);
    static readonly LoadRequest Request = new(LoadRequest.Chat, "sim/text?deltas=20");

    /// <summary>Prints a table; 0 when every bound is kept and every answer was right.</summary>
    /// <param name="words">Rounds, and seconds of each measurement.</param>
    public static async Task<int> RunAsync(IReadOnlyList<string> words)
    {
        var (rounds, seconds) = (words.Count > 0 ? int.Parse(words[0]) : UsualRounds, words.Count > 1 ? int.Parse(words[1]) : UsualSeconds);
        await using var upstream = await UpstreamServer.StartAsync();
        await using var gateway = await Contender.Product(
            "gateway",
            $"--luthien:auth:adminapikey={PagesProgram.Key} --luthien:activity:linger=0s --luthien:activity:maxconnectionsperidentity=500 --luthien:activity:maxconnectsperminute=100000").Start(upstream.Address);
        var table = new ActivityTable(Audiences);
        var expected = await new ReferenceAnswers(upstream.Address).GetAsync(Request);
        using var direct = new PacedCalls(upstream.Address, Request, expected);
        using var through = new PacedCalls(gateway.Address, Request, expected);
        await through.RunAsync(CallsPerSecond, Settling);
        for (var round = 0; round < rounds; round++)
            foreach (var audience in Audiences)
                await MeasureAsync(gateway, audience, direct, through, TimeSpan.FromSeconds(seconds), table);
        Console.WriteLine(table);
        return table.IsKept ? 0 : 1;
    }

    static async Task MeasureAsync(ServerProcess gateway, int audience, PacedCalls direct, PacedCalls through, TimeSpan time, ActivityTable table)
    {
        await using var pages = audience == 0 ? null : await Pages.OpenAsync(gateway.Address, audience);
        await through.RunAsync(CallsPerSecond, Settling);
        if (pages is not null)
            await pages.TakeAsync();
        var (clock, cpu) = (Stopwatch.StartNew(), gateway.Cpu);
        // At once, so that both meet what else the machine does.
        var beside = direct.RunAsync(DirectPerSecond, time);
        var latencies = await through.RunAsync(CallsPerSecond, time);
        table.Add(audience, new()
        {
            Latencies = latencies,
            Direct = await beside,
            Cpu = (gateway.Cpu - cpu) / clock.Elapsed,
            Mebibytes = ProcessFigures.Mebibytes(gateway.Id),
            Seconds = clock.Elapsed.TotalSeconds,
            Page = pages is null ? null : await pages.TakeAsync(),
        });
    }
}
