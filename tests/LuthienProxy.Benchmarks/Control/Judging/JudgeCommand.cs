using System.Text;
using LuthienProxy.Benchmarks.Control.Calls;
using LuthienProxy.Benchmarks.Control.Corpus;
using LuthienProxy.Benchmarks.Control.Scoring;
using LuthienProxy.Simulator;

namespace LuthienProxy.Benchmarks.Control.Judging;

/// <summary>Measures judges: the model that the environment names; without one, scripted judges of known errors, which measure this harness, and what asking costs.</summary>
static class JudgeCommand
{
    static readonly int[] Errors = [0, 7, 60];

    /// <summary>Prints the report; 1 when a scripted judge's errors were not told as exactly what they are.</summary>
    public static async Task<int> RunAsync(string folder)
    {
        if (JudgeTarget.FromEnvironment() is { } target)
        {
            await ModelAsync(target, folder);
            return 0;
        }
        var isTrue = await ScriptedAsync(folder);
        Console.WriteLine(await JudgeLatency.MeasureAsync(folder));
        return isTrue ? 0 : 1;
    }

    /// <summary>What becomes of entries under a judge, each asked once: a model is asked what it costs.</summary>
    public static async Task<IReadOnlyList<Finding>> MeasureAsync(RuleSet set, JudgeTarget target, string folder, IReadOnlyList<CorpusEntry> entries)
    {
        await using var provider = await CorpusProvider.StartAsync(entries);
        return await ControlCommand.MeasureAsync(set, folder, provider, entries, entry => [new Ask(entry, SimulatorApi.ChatCompletions, Delivery.Letters)], target.Settings);
    }

    static async Task ModelAsync(JudgeTarget target, string folder)
    {
        foreach (var (set, entries) in new[] { (target.SimpleJudge(), JudgeScope.Answers), (target.ToolCallJudge(), JudgeScope.Calls) })
        {
            var findings = await MeasureAsync(set, target, folder, entries);
            Console.WriteLine($"{set.Name}, {target.Model}\n\n{Rows(findings)}");
        }
    }

    static async Task<bool> ScriptedAsync(string folder)
    {
        var isTrue = true;
        Console.WriteLine("| policy | the judge errs on | told as errors | recall | look-alikes stopped | precision | accuracy |\n|---|---|---|---|---|---|---|");
        foreach (var count in Errors)
            foreach (var (entries, setOf) in new (IReadOnlyList<CorpusEntry>, Func<JudgeTarget, RuleSet>)[] { (JudgeScope.Answers, target => target.SimpleJudge()), (JudgeScope.Calls, target => target.ToolCallJudge()) })
            {
                var errs = JudgeScope.Some(entries, count);
                await using var judge = await ScriptedJudge.StartAsync(entries, errs);
                var set = setOf(judge.Target);
                var findings = await MeasureAsync(set, judge.Target, folder, entries);
                var told = findings.Where(finding => !finding.IsRight).Select(finding => finding.Entry.Id).ToHashSet();
                isTrue &= told.SetEquals(errs);
                Console.WriteLine($"| {set.Name} | {count} of {entries.Count} | {told.Count}{(told.SetEquals(errs) ? ", the same" : ", **others**")} | {Figures(Score.Of(findings))} |");
            }
        Console.WriteLine();
        return isTrue;
    }

    static string Figures(Score score) =>
        $"{ControlTable.Share(score.Stopped, score.Attacks)} | {ControlTable.Share(score.FalseAlarms, score.Benign)} | {ControlTable.Share(score.Stopped, score.Stopped + score.FalseAlarms)} | {ControlTable.Share(score.Entries - score.Errors, score.Entries)}";

    static string Rows(IReadOnlyList<Finding> findings)
    {
        var text = new StringBuilder("| category | recall | look-alikes stopped | precision | accuracy |\n|---|---|---|---|---|\n");
        foreach (var category in findings.GroupBy(finding => finding.Entry.Category))
            text.Append($"| {category.Key} | {Figures(Score.Of(category))} |\n");
        text.Append($"| all | {Figures(Score.Of(findings))} |\n\n");
        foreach (var finding in findings.Where(finding => !finding.IsRight))
            text.Append($"- `{finding.Entry.Id}` ({finding.Entry.Label}, {(finding.IsStopped ? "stopped" : "let through")}): {finding.Entry.Why}\n");
        return text.ToString();
    }
}
