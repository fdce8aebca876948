using System.Globalization;
using LuthienProxy.Cli.Answers;
using LuthienProxy.Cli.Output;

namespace LuthienProxy.Cli.Verbs;

/// <summary>One call as text.</summary>
static class CallText
{
    const int LongestBlock = 2_000;

    public static void Write(CallDetail detail, Session session)
    {
        var (screen, call) = (session.Screen, detail.Call);
        screen.Line($"{call.TransactionId}  {call.State}  {PlainText.Line(call.Model)}  {call.Format}{(call.IsStream ? ", streamed" : "")}");
        screen.Line($"opened {Humane.Moment(call.OpenedAt, session.Now)}  first byte {Humane.Duration(call.FirstByteMs)}  took {Humane.Duration(call.DurationMs)}  status {Number(call.Status)}  upstream {PlainText.Line(call.Upstream ?? "-")}  node {PlainText.Line(call.Node)}");
        screen.Line($"bytes {Humane.Bytes(call.BytesReceived)} in, {Humane.Bytes(call.BytesDelivered)} out  tokens {Number(call.Usage?.Input)} in, {Number(call.Usage?.Output)} out  events on record {Humane.Count(call.EventCount)}");
        if (call.Title is { } title)
            screen.Line($"title {PlainText.Line(title)}");
        if (call.Error is { } error)
            screen.Line($"error {PlainText.Line(call.ErrorCode)}: {PlainText.Line(error)}");
        WriteDecisions(detail, screen);
        foreach (var block in detail.Response?.Blocks ?? [])
            screen.Line($"\n[{block.Kind}{(block.ToolName is { } tool ? " " + PlainText.Line(tool) : "")}]\n{PlainText.Lines(block.Text.Length > LongestBlock ? block.Text[..LongestBlock] + " …" : block.Text)}");
        foreach (var gap in detail.Gaps)
            screen.Line($"\nmissing: {PlainText.Line(gap)}");
    }

    static void WriteDecisions(CallDetail detail, Screen screen)
    {
        if (detail.Decisions.Count == 0)
            return;
        screen.Line();
        var table = new TextTable(Column.Number("STAGE"), "POLICY", "VERDICT", Column.Number("TOOK"), Column.Number("PROBABILITY"), "REASON");
        foreach (var decision in detail.Decisions)
            table.Add(Number(decision.Stage), decision.Policy, decision.Verdict + (decision.IsShadow ? " (shadow)" : ""), Humane.Duration(decision.TookMs), decision.Probability?.ToString("0.00", CultureInfo.InvariantCulture), decision.Reason);
        screen.Table(table);
        foreach (var judge in detail.Judges)
            screen.Line($"judge {PlainText.Line(judge.Model)} at {PlainText.Line(judge.Upstream)} for {PlainText.Line(judge.Policy)}: {Humane.Duration(judge.TookMs)}{(judge.Failure is { } failure ? ", " + PlainText.Line(failure) : "")}");
    }

    static string Number(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "-";
}
