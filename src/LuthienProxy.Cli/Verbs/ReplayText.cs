using System.Globalization;
using LuthienProxy.Cli.Answers;
using LuthienProxy.Cli.Output;

namespace LuthienProxy.Cli.Verbs;

/// <summary>Replays as text.</summary>
static class ReplayText
{
    const string Same = "same";
    const int LongestPiece = 2_000;

    /// <summary>One call, and what differs in it.</summary>
    public static void Write(ReplayedCall call, Screen screen)
    {
        var why = call.Decisions.FirstOrDefault(static one => !one.IsShadow && one.Verdict != "forward") is { } decision ? $"  {decision.Policy}: {decision.Reason ?? decision.Verdict}" : "";
        screen.Line(PlainText.Line($"{call.TransactionId}  {call.Change.Replace('_', ' ')}  {call.Before} → {call.After}  {call.Call?.Model ?? "-"}{why}"));
        foreach (var gap in call.Gaps)
            screen.Line(PlainText.Line($"    not known: {gap}"));
        foreach (var line in Differences(call))
            screen.Line("    " + line);
    }

    /// <summary>All calls together.</summary>
    public static void Write(ReplaySummary sum, Screen screen)
    {
        var policies = sum.Policy is { } name ? $"{name}{(sum.Version > 0 ? $" version {sum.Version}" : "")}" : "these policies";
        screen.Line(PlainText.Line($"{Humane.Count(sum.Calls, "call")} under {policies}: {Humane.Count(sum.Changed)} would be otherwise, {Humane.Count(sum.Unknown)} not known"));
        screen.Line($"  changes  {Counts(sum.Changes)}");
        screen.Line($"  before   {Counts(sum.Before)}");
        screen.Line($"  after    {Counts(sum.After)}");
        screen.Line($"  added    p50 {Humane.Duration(sum.PolicyP50Ms)}, p99 {Humane.Duration(sum.PolicyP99Ms)}, at most {Humane.Duration(sum.PolicyMaxMs)} a call, judges left out");
        if (sum.Judges is not { Recalled: 0, Asked: 0, NotAsked: 0 })
            screen.Line($"  judges   {Humane.Count(sum.Judges.Recalled)} from the record, {Humane.Count(sum.Judges.Asked)} asked, {Humane.Count(sum.Judges.NotAsked)} not asked");
        screen.Line($"  took     {Humane.Duration(sum.TookMs)}{(sum.TookMs > 0 ? string.Create(CultureInfo.InvariantCulture, $", {sum.Calls * 1000 / sum.TookMs:0} calls/s") : "")}");
    }

    static string Counts(IReadOnlyDictionary<string, int> counts) => PlainText.Line(string.Join(", ", counts.Where(static one => one.Value > 0).Select(static one => $"{one.Key.Replace('_', ' ')} {Humane.Count(one.Value)}")));

    static IEnumerable<string> Differences(ReplayedCall call)
    {
        if (call.Request is { } request)
        {
            var pieces = request.System.Concat(request.Messages.SelectMany(static message => message.Content)).SelectMany(piece => Sides("request", piece));
            foreach (var line in pieces.Concat(request.Tools.Concat(request.Parameters).SelectMany(value => Sides("request", value))))
                yield return line;
        }
        if (call.Response is { } response)
        {
            foreach (var line in response.Blocks.SelectMany(block => Sides("answer", block)).Concat(Sides("answer", response.StopReason)).Concat(Sides("answer", response.Error)))
                yield return line;
        }
    }

    static IEnumerable<string> Sides(string what, PieceDifference piece) => piece.Change == Same ? [] : Sides(what, piece.Before?.Kind ?? piece.After?.Kind ?? "", Text(piece.Before), Text(piece.After));

    static IEnumerable<string> Sides(string what, ValueDifference value) => value.Change == Same ? [] : Sides(what, value.Name, value.Before, value.After);

    static IEnumerable<string> Sides(string what, string name, string? before, string? after)
    {
        if (before is not null)
            yield return PlainText.Line($"- {what} {name}: {Shortened(before)}");
        if (after is not null)
            yield return PlainText.Line($"+ {what} {name}: {Shortened(after)}");
    }

    static string? Text(Block? block) => block is null ? null : block.ToolName is { } tool ? $"{tool} {block.Text}" : block.Text;

    static string Shortened(string text) => text.Length > LongestPiece ? text[..LongestPiece] + " …" : text;
}
