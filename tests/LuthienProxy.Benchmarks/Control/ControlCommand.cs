using LuthienProxy.Benchmarks.Control.Calls;
using LuthienProxy.Benchmarks.Control.Corpus;
using LuthienProxy.Benchmarks.Control.Holding;
using LuthienProxy.Benchmarks.Control.Judging;
using LuthienProxy.Benchmarks.Control.Scoring;

namespace LuthienProxy.Benchmarks.Control;

/// <summary>Measures what the shipped control policies stop and what they should not have stopped: the whole corpus through a real gateway, in every format and delivery.</summary>
static class ControlCommand
{
    /// <summary>Prints the report; 0 when it was measured, whatever it says. 1 when a verdict depended on the format or on how an answer was cut, or the harness did not tell the truth about a scripted judge.</summary>
    /// <param name="parts"><c>rules</c>, <c>judge</c>, <c>hold</c>; all when none is named.</param>
    public static async Task<int> RunAsync(IReadOnlyList<string> parts)
    {
        var folder = Directory.CreateTempSubdirectory("luthien-bench-control-");
        try
        {
            var rules = parts.Count == 0 || parts.Contains("rules") ? await RulesAsync(folder.FullName) : 0;
            var judges = parts.Count == 0 || parts.Contains("judge") ? await JudgeCommand.RunAsync(folder.FullName) : 0;
            if (parts.Count == 0 || parts.Contains("hold"))
                Console.WriteLine(await HoldCommand.RunAsync(folder.FullName));
            return Math.Max(rules, judges);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static async Task<int> RulesAsync(string folder)
    {
        await using var provider = await CorpusProvider.StartAsync(CorpusFiles.All);
        var findings = new Dictionary<string, IReadOnlyList<Finding>>();
        foreach (var set in RuleSet.All)
            findings[set.Name] = await MeasureAsync(set, folder, provider, CorpusFiles.All, Ask.AllOf);
        Console.WriteLine(ControlTable.Of(findings));
        return findings.Values.SelectMany(all => all).All(finding => finding.Differing.IsEmpty) ? 0 : 1;
    }

    /// <summary>What becomes of entries under a set of policies, in a gateway of their own.</summary>
    public static async Task<IReadOnlyList<Finding>> MeasureAsync(
        RuleSet set, string folder, CorpusProvider provider, IReadOnlyList<CorpusEntry> entries, Func<CorpusEntry, IEnumerable<Ask>> asks, string settings = "")
    {
        await using var gateway = await set.In(folder, settings).Start(provider.Address);
        var findings = await CorpusRun.RunAsync(new Uri($"http://{gateway.Address}/"), provider, entries, asks);
        await Console.Error.WriteLineAsync($"{set.Name}: {Score.Of(findings)}");
        return findings;
    }
}
