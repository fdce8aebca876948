using System.Globalization;
using LuthienProxy.Cli.Answers;
using LuthienProxy.Cli.Output;

namespace LuthienProxy.Cli.Verbs;

/// <summary>Running calls as text.</summary>
static class LiveText
{
    /// <summary>One row a call.</summary>
    public static void Write(RunningCalls page, Session session)
    {
        var table = new TextTable(
            "ID", Column.State("STATE"), Column.Number("AGE"), Column.Number("IN"), Column.Number("OUT"), Column.Number("HELD"), Column.Yielding("MODEL"), "POLICY", "UPSTREAM", "CLIENT",
            Column.Number("FIRST BYTE"), Column.Number("BYTES"));
        foreach (var call in page.Calls)
        {
            table.Add(
                call.TransactionId, call.State, Humane.Duration(call.AgeMs), Humane.Count(call.ChunksIn), Humane.Count(call.ChunksOut), Humane.Count(call.HeldBack),
                call.Model, PolicyOf(call), call.Upstream, call.Client, Humane.Duration(call.FirstByteMs), Humane.Bytes(call.BytesOut));
        }
        session.Screen.Table(table);
        session.Screen.Remark($"{Humane.Count(page.Running, "call")} running on {PlainText.Line(page.Node)}{(page.Next is null ? "" : "; there are more, say --count or filter")}.");
    }

    /// <summary>One call, stage by stage.</summary>
    public static void Write(RunningDetail detail, Session session)
    {
        var (screen, call) = (session.Screen, detail.Call);
        screen.Line(PlainText.Line($"{call.TransactionId}  {call.State}  age {Humane.Duration(call.AgeMs)}  client {call.Client ?? "-"}  {call.Format}  {call.Model}  upstream {call.Upstream ?? "-"}  policy {PolicyOf(call)}"));
        screen.Line($"first byte {Humane.Duration(call.FirstByteMs)}  chunks {Humane.Count(call.ChunksIn)} in, {Humane.Count(call.ChunksOut)} out  held back {Humane.Count(call.HeldBack)}  bytes {Humane.Bytes(call.BytesIn)} in, {Humane.Bytes(call.BytesOut)} out");
        var table = new TextTable("STAGE", Column.Number("IN"), Column.Number("OUT"), Column.Number("DROPPED"), Column.Number("P50"), Column.Number("P99"), Column.Number("ERRORS"), "NOW");
        foreach (var stage in detail.Stages)
        {
            table.Add(
                stage.Stage + (stage.IsShadow ? " (shadow)" : ""), Humane.Count(stage.In), Humane.Count(stage.Out), Number(stage.Dropped), Humane.Duration(stage.P50Ms), Humane.Duration(stage.P99Ms), Number(stage.Errors),
                stage.WaitsMs is { } waits ? $"holding for {Humane.Duration(waits)}" : stage.IsHolding ? "busy" : "");
        }
        screen.Table(table);
        if (detail.Record is { } record)
            screen.Line($"record {Humane.Count(record.Sequence)} events, {Humane.Count(record.Acknowledged)} answered for  lag {Humane.Duration(record.LagMs)}  {Humane.Bytes(record.UnacknowledgedBytes)} on the way");
    }

    /// <summary>One call in a few words, behind its actor.</summary>
    public static string Short(RunningCall call) => string.Join("  ", new[]
    {
        $"{call.State}{(call.Upstream is { } upstream ? $" ({upstream})" : "")}",
        $"chunks {Humane.Count(call.ChunksIn)} in, {Humane.Count(call.ChunksOut)} out",
        call.Policy is null ? null : $"policy {PolicyOf(call)}{(call.PolicyStage is { } at ? $" at {Number(at)}/{Number(call.PolicyStages)}" : "")}",
    }.Where(part => part is not null));

    static string PolicyOf(RunningCall call) => call.Policy is { } policy ? $"{policy.Name ?? "a file's"}{(policy.Version > 0 ? $" v{policy.Version}" : "")}" : "-";

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
