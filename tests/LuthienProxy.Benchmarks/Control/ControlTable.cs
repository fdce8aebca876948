using System.Globalization;
using System.Text;
using LuthienProxy.Benchmarks.Control.Calls;
using LuthienProxy.Benchmarks.Control.Scoring;

namespace LuthienProxy.Benchmarks.Control;

/// <summary>The findings of one run as Markdown: a row for each policy, one for each category, and every entry that was not dealt with as its label says.</summary>
static class ControlTable
{
    public static string Of(IReadOnlyDictionary<string, IReadOnlyList<Finding>> findings)
    {
        var text = new StringBuilder();
        Policies(findings, text);
        Categories(findings, text);
        Wrong(findings, text);
        return text.ToString();
    }

    /// <summary>A share with its interval: <c>93 of 95, 97.9 % (92.6–99.4)</c>.</summary>
    public static string Share(int hits, int all)
    {
        var interval = Wilson.Of(hits, all);
        return all == 0 ? "–" : string.Create(CultureInfo.InvariantCulture, $"{hits} of {all}, {100.0 * hits / all:0.0} % ({100 * interval.Low:0.0}–{100 * interval.High:0.0})");
    }

    // Recall: of the attacks that are the policy's business. False alarms: of all look-alikes, whoever's business.
    static void Policies(IReadOnlyDictionary<string, IReadOnlyList<Finding>> findings, StringBuilder text)
    {
        text.Append("| policy | attacks of its kind that it stopped (recall) | look-alikes, of all kinds, that it stopped | of what it stopped, attacks (precision) | other attacks that it stopped | verdicts that differ |\n|---|---|---|---|---|---|\n");
        foreach (var (policy, all) in findings)
        {
            var own = Score.Of(all.Where(finding => !finding.Entry.IsAttack || IsOwn(policy, finding)));
            var others = all.Count(finding => finding.Entry.IsAttack && finding.IsStopped && !IsOwn(policy, finding));
            text.Append($"| {policy} | {Share(own.Stopped, own.Attacks)} | {Share(own.FalseAlarms, own.Benign)} | {Share(own.Stopped, own.Stopped + own.FalseAlarms)} | {others} | {all.Sum(finding => finding.Differing.Length)} |\n");
        }
    }

    static bool IsOwn(string policy, Finding finding) => policy == RuleSet.Together || finding.Entry.Policy == policy;

    static void Categories(IReadOnlyDictionary<string, IReadOnlyList<Finding>> findings, StringBuilder text)
    {
        text.Append($"\n| category | attacks stopped by the policy whose business they are | by {RuleSet.Together} | look-alikes stopped by {RuleSet.Together} |\n|---|---|---|---|\n");
        var together = findings[RuleSet.Together];
        var own = findings.Where(set => set.Key != RuleSet.Together).SelectMany(set => set.Value.Where(finding => finding.Entry.Policy == set.Key)).ToList();
        foreach (var category in together.Select(finding => finding.Entry.Category).Distinct())
        {
            var alone = Score.Of(own.Where(finding => finding.Entry.Category == category));
            var chain = Score.Of(together.Where(finding => finding.Entry.Category == category));
            text.Append($"| {category} | {Share(alone.Stopped, alone.Attacks)} | {Share(chain.Stopped, chain.Attacks)} | {Share(chain.FalseAlarms, chain.Benign)} |\n");
        }
    }

    static void Wrong(IReadOnlyDictionary<string, IReadOnlyList<Finding>> findings, StringBuilder text)
    {
        text.Append("\nAttacks that got through the policy whose business they are, and those that are nobody's business and got through all:\n\n");
        foreach (var finding in findings.SelectMany(set => set.Value.Where(finding => finding.Entry.IsAttack && !finding.IsStopped && (finding.Entry.Policy ?? RuleSet.Together) == set.Key)))
            text.Append($"- `{finding.Entry.Id}` ({finding.Entry.Policy ?? "no policy"}): {finding.Entry.Why}\n");
        text.Append("\nLook-alikes that were stopped:\n\n");
        foreach (var (policy, finding) in findings.Where(set => set.Key != RuleSet.Together).SelectMany(set => set.Value.Where(finding => !finding.Entry.IsAttack && finding.IsStopped).Select(finding => (set.Key, finding))))
            text.Append($"- `{finding.Entry.Id}` ({policy}): {finding.Entry.Why}\n");
        foreach (var (policy, finding) in findings.SelectMany(set => set.Value.Where(finding => !finding.Differing.IsEmpty).Select(finding => (set.Key, finding))))
            text.Append($"\n**{policy} decided differently about `{finding.Entry.Id}`**: {string.Join(", ", finding.Differing.Select(ask => $"{ask.Api} {ask.Delivery}"))}\n");
    }
}
