using System.Diagnostics;
using System.Text;
using LuthienProxy.Benchmarks.Control.Calls;
using LuthienProxy.Benchmarks.Control.Corpus;
using LuthienProxy.Fixtures.Clients;
using LuthienProxy.Simulator;

namespace LuthienProxy.Benchmarks.Control.Judging;

/// <summary>What asking a judge adds to the time until a tool call has arrived, and what a judge that fails does to it. One call at a time; no answer is remembered.</summary>
static class JudgeLatency
{
    const int Calls = 100;
    const int Warm = 20;
    const string Fresh = "cacheEntries = 0,";

    static readonly TimeSpan[] Latencies = [TimeSpan.Zero, TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(800)];

    static readonly TimeSpan Never = TimeSpan.FromMinutes(10);

    static CorpusEntry Harmless => JudgeScope.Calls.First(entry => !entry.IsAttack);

    /// <summary>A Markdown table.</summary>
    public static async Task<string> MeasureAsync(string folder)
    {
        var text = new StringBuilder("| | call whole at the client, p50, ms | p99, ms | added p50 | harmless call arrives |\n|---|---|---|---|---|\n");
        await using var provider = await CorpusProvider.StartAsync([Harmless]);
        var none = await TimesAsync(new RuleSet("NoOp", "{ policy = NoOp }"), "", folder, provider, Calls);
        text.Append(Row("NoOp", none, none));
        foreach (var latency in Latencies)
        {
            await using var judge = await ScriptedJudge.StartAsync([Harmless], [], latency: latency);
            text.Append(Row($"ToolCallJudge, a judge that takes {latency.TotalMilliseconds:0} ms", await TimesAsync(judge.Target.ToolCallJudge(Fresh), judge.Target.Settings, folder, provider, latency.TotalMilliseconds > 500 ? 20 : Calls), none));
        }
        foreach (var onFailure in (string[])["Closed", "Open"])
        {
            await using var hangs = await ScriptedJudge.StartAsync([Harmless], [], latency: Never);
            text.Append(Row($"a judge that hangs; timeoutSeconds 1, retries 0, onFailure {onFailure}", await TimesAsync(hangs.Target.ToolCallJudge($"{Fresh} timeoutSeconds = 1, retries = 0, onFailure = {onFailure},"), hangs.Target.Settings, folder, provider, 10), none));
            await using var stammers = await ScriptedJudge.StartAsync([Harmless], [], [Harmless.Id]);
            text.Append(Row($"a judge whose answers cannot be used; retries 2, onFailure {onFailure}", await TimesAsync(stammers.Target.ToolCallJudge($"{Fresh} onFailure = {onFailure},"), stammers.Target.Settings, folder, provider, 10), none));
            var gone = new JudgeTarget("openai", "http://127.0.0.1:9/", "gone");
            text.Append(Row($"a judge that is not there, left alone after three questions; retries 2, onFailure {onFailure}", await TimesAsync(gone.ToolCallJudge($"{Fresh} onFailure = {onFailure},"), gone.Settings, folder, provider, 20), none));
        }
        return text.ToString();
    }

    static string Row(string name, Times times, Times none) =>
        $"| {name} | {times.At(0.5):0.0} | {times.At(0.99):0.0} | {times.At(0.5) - none.At(0.5):+0.0;-0.0;0} | {times.Arrived} of {times.Sorted.Count} |\n";

    static async Task<Times> TimesAsync(RuleSet set, string settings, string folder, CorpusProvider provider, int calls)
    {
        await using var gateway = await set.In(folder, settings).Start(provider.Address);
        using var client = new RawClient(new Uri($"http://{gateway.Address}/"));
        var ask = new Ask(Harmless, SimulatorApi.ChatCompletions, Delivery.Letters);
        var (times, arrived) = (new List<double>(), 0);
        for (var call = -(calls < Calls ? 0 : Warm); call < calls; call++)
        {
            var since = Stopwatch.GetTimestamp();
            var heard = await client.AskAsync(ask.Api, ask.Body());
            if (call < 0)
                continue;
            times.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
            arrived += Fates.FateOf(Harmless, heard) == Fate.Passed ? 1 : 0;
        }
        await Console.Error.WriteLineAsync($"{set.Name}: {calls} calls");
        return new([.. times.Order()], arrived);
    }

    sealed record Times(IReadOnlyList<double> Sorted, int Arrived)
    {
        public double At(double share) => Sorted[Math.Min(Sorted.Count - 1, (int)(Sorted.Count * share))];
    }
}
