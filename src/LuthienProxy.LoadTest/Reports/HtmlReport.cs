using System.Text;
using LuthienProxy.LoadTest.Measuring;

namespace LuthienProxy.LoadTest.Reports;

/// <summary>The report as a page of its own: no script, nothing from elsewhere.</summary>
static class HtmlReport
{
    /// <summary>The page.</summary>
    public static string Of(LoadReport report)
    {
        var body = new StringBuilder($"<h1>{Page.Text(report.Name)}: <span class=\"{(report.IsClean ? "good\">clean" : "bad\">not clean")}</span></h1>\n");
        body.Append($"<p>{Page.Text(Sentence(report))}</p>\n<div class=\"cards\">\n{Cards(report)}</div>\n");
        if (report.Failures.Count > 0)
            body.Append("<h2>What failed</h2>\n").Append(Page.Table([["reason", "calls", "the first time"], .. report.Failures.Select(failure => (string[])[failure.Reason, $"{failure.Count:N0}", failure.First])]));
        body.Append("<h2>Latencies</h2>\n").Append(Page.Table(Latencies(report.Latencies))).Append("<div class=\"plots\">\n").Append(Curve(report.Latencies)).Append("</div>\n");
        body.Append("<h2>The course</h2>\n<div class=\"plots\">\n").AppendJoin("", Plots(report).Select(plot => plot.ToSvg())).Append("</div>\n");
        body.Append("<h2>Kinds of calls</h2>\n").Append(Page.Table(Kinds(report)));
        body.Append("<h2>Processes</h2>\n").Append(Page.Table(Processes(report)));
        body.Append("<h2>The plan</h2>\n").Append(Page.Table(Plan(report)));
        return Page.Of($"{report.Name}: load report", body.ToString());
    }

    static string Sentence(LoadReport report) =>
        $"{report.Plan.Profile} of {report.Plan.Streams:N0} streams against {report.Plan.Target}, {report.Seconds:0.#} s from {report.Began:yyyy-MM-dd HH:mm:ss} UTC. Of {report.Calls.Begun:N0} calls {report.Calls.Clean:N0} were right to the end, "
        + $"{report.Calls.Failed:N0} failed, {report.Calls.Left:N0} were left by their clients, {report.Calls.Unfinished:N0} were cut off by the end of the run.";

    static string Cards(LoadReport report) => string.Concat(
        Page.Card("calls clean", $"{report.Calls.Clean:N0}", report.IsClean ? "good" : ""),
        Page.Card("calls failed", $"{report.Calls.Failed:N0}", report.Calls.Failed > 0 ? "bad" : "good"),
        Page.Card("deltas per second", $"{report.Calls.DeltasPerSecond:N0}"),
        Page.Card("added to first token, p50", $"{Ms(report.Latencies.FirstToken.P50)} ms"),
        Page.Card("a delta's transit, p50", $"{Ms(report.Latencies.Transit.P50)} ms"),
        Page.Card("a delta's transit, p99", $"{Ms(report.Latencies.Transit.P99)} ms"),
        report.Target is { } target ? Page.Card("target: CPU per delta", $"{target.CpuPerDeltaUs:0.##} µs") + Page.Card("target: most in memory", $"{target.MebibytesPeak:N0} MiB") : "");

    static IEnumerable<string[]> Latencies(LatenciesPart latencies) =>
    [
        ["milliseconds", "count", "mean", "min", "p50", "p90", "p99", "p99.9", "max"],
        .. Summary.Rows(latencies).Where(row => row.Latency.Count > 0).Select(row => Row(row.Name, row.Latency)),
    ];

    static string[] Row(string name, LatencyPart latency) =>
        [name, $"{latency.Count:N0}", Ms(latency.Mean), Ms(latency.Min), Ms(latency.P50), Ms(latency.P90), Ms(latency.P99), Ms(latency.P999), Ms(latency.Max)];

    static string Curve(LatenciesPart latencies)
    {
        var lines = new[] { ("a delta's transit", latencies.Transit), ("added to first token", latencies.FirstToken), ("added to a body", latencies.BodyTransit) }
            .Where(line => line.Item2.Curve.Count > 0)
            .Select(line => new Series(line.Item1, [.. line.Item2.Curve.Select(point => (point.Share, point.Ms))])).ToList();
        if (lines.Count == 0)
            return "";
        var points = lines.SelectMany(line => line.Points).ToList();
        return new Plot("Latency in milliseconds that a share of the values does not exceed", Scale.Nines(points.Max(point => point.X)), Scale.Logarithmic(points.Min(point => point.Y), points.Max(point => point.Y)), lines).ToSvg();
    }

    static IEnumerable<Plot> Plots(LoadReport report)
    {
        yield return Over(report, "Streams", ("streams", moment => moment.Streams));
        yield return Over(report, "Deltas per second", ("deltas", moment => moment.DeltasPerSecond));
        yield return Over(report, "Calls per second", ("ended", moment => moment.CallsPerSecond), ("failed", moment => moment.FailuresPerSecond));
        yield return Over(report, "A delta's transit in milliseconds", ("p50", moment => moment.TransitP50), ("p99", moment => moment.TransitP99));
        yield return Over(report, "Cores used", ("target", moment => moment.TargetCpu), ("generator", moment => moment.GeneratorCpu));
        yield return Over(report, "Target's memory in MiB", ("memory", moment => moment.TargetMebibytes));
    }

    static Plot Over(LoadReport report, string title, params (string Name, Func<Moment, double?> Value)[] lines)
    {
        var series = lines
            .Select(line => new Series(line.Name, [.. report.Course.Where(moment => line.Value(moment) is not null).Select(moment => (moment.Second, line.Value(moment)!.Value))]))
            .Where(line => line.Points.Count > 0).ToList();
        var most = series.SelectMany(line => line.Points).Select(point => point.Y).DefaultIfEmpty().Max();
        return new(title, Scale.Linear(report.Course.Select(moment => moment.Second).DefaultIfEmpty().Max()), Scale.Linear(most), series);
    }

    static IEnumerable<string[]> Kinds(LoadReport report) =>
    [
        ["kind", "clean", "failed", "first token p50", "p99", "transit p50", "p99", "whole p50", "p99"],
        .. report.Kinds.Select(kind => (string[])
        [
            $"{kind.Format}, {(kind.Streamed ? "streamed" : "not streamed")}", $"{kind.Clean:N0}", $"{kind.Failed:N0}", Ms(kind.FirstToken.P50), Ms(kind.FirstToken.P99),
            kind.Streamed ? Ms(kind.Transit.P50) : "–", kind.Streamed ? Ms(kind.Transit.P99) : "–", Ms(kind.Total.P50), Ms(kind.Total.P99),
        ]),
    ];

    static IEnumerable<string[]> Processes(LoadReport report) =>
    [
        ["process", "CPU s", "µs per delta", "MiB before", "most", "after", "threads", "descriptors before", "after"],
        .. new[] { ("target", report.Target), ("generator", report.Generator) }.Where(process => process.Item2 is not null).Select(process => Row(process.Item1, process.Item2!)),
    ];

    static string[] Row(string name, ProcessPart part) =>
    [
        name, $"{part.CpuSeconds:0.##}", $"{part.CpuPerDeltaUs:0.##}", $"{part.MebibytesBefore:0.#}", $"{part.MebibytesPeak:0.#}", $"{part.MebibytesAfter:0.#}", $"{part.ThreadsAfter}",
        $"{part.HandlesBefore}", $"{part.HandlesAfter}",
    ];

    static IEnumerable<string[]> Plan(LoadReport report) =>
    [
        ["what", "how"],
        ["target", report.Plan.Target],
        ["reached by", report.Plan.Via],
        ["profile", $"{report.Plan.Profile}, {report.Plan.Streams:N0} streams, {report.Plan.ForSeconds:0.###} s, at most {report.Plan.MaxCalls:N0} calls"],
        ["formats", string.Join(", ", report.Plan.Formats)],
        ["answers", $"{report.Plan.Deltas:N0} deltas of {report.Plan.Size} characters, {(report.Plan.EveryMs > 0 ? $"one every {report.Plan.EveryMs:0.###} ms" : "at full speed")}"],
        ["of 100 calls", $"{report.Plan.PlainPercent} not streamed, {report.Plan.SlowPercent} read slowly, {report.Plan.LeavePercent} left"],
        ["seed", $"{report.Plan.Seed}"],
        ["machine", $"{report.Machine.System}, {report.Machine.Runtime}, {report.Machine.Cores} cores"],
    ];

    static string Ms(double ms) => ms < 10 ? $"{ms:0.000}" : $"{ms:N1}";
}
