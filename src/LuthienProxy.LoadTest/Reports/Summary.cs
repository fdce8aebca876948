using Spectre.Console;

namespace LuthienProxy.LoadTest.Reports;

/// <summary>The end of a run on the terminal.</summary>
static class Summary
{
    public static void Print(LoadReport report, string folder)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("ms", "count", "p50", "p90", "p99", "p99.9", "max");
        foreach (var (name, latency) in Rows(report.Latencies))
        {
            if (latency.Count > 0)
                table.AddRow(name, $"{latency.Count:N0}", Ms(latency.P50), Ms(latency.P90), Ms(latency.P99), Ms(latency.P999), Ms(latency.Max));
        }
        AnsiConsole.Write(table);
        var calls = report.Calls;
        AnsiConsole.WriteLine($"{calls.Begun:N0} calls: {calls.Clean:N0} clean, {calls.Failed:N0} failed, {calls.Left:N0} left by their clients, {calls.Unfinished:N0} cut off at the end; {calls.PerSecond:0.#} calls/s, {calls.DeltasPerSecond:N0} deltas/s.");
        if (report.Target is { } target)
            AnsiConsole.WriteLine($"Target: {target.CpuSeconds:0.##} s of CPU, {target.CpuPerDeltaUs:0.##} µs per delta; {target.MebibytesBefore:0} MiB before, {target.MebibytesPeak:0} at most, {target.MebibytesAfter:0} after.");
        foreach (var failure in report.Failures)
            AnsiConsole.WriteLine($"  {failure.Count:N0} × {failure.Reason}: {failure.First}");
        AnsiConsole.WriteLine($"{(report.IsClean ? "Clean" : "NOT CLEAN")}. Report: {Path.Combine(folder, ReportFiles.Html)}");
    }

    /// <summary>The latencies with their names for people.</summary>
    public static IEnumerable<(string Name, LatencyPart Latency)> Rows(LatenciesPart latencies) =>
    [
        ("added to first token", latencies.FirstToken),
        ("a delta's transit", latencies.Transit),
        ("whole stream", latencies.Stream),
        ("added to a body", latencies.BodyTransit),
        ("whole call for a body", latencies.Body),
    ];

    static string Ms(double ms) => ms < 10 ? $"{ms:0.000}" : $"{ms:N1}";
}
