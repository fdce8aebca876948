using LuthienProxy.LoadTest.Commands;
using LuthienProxy.LoadTest.Generating;
using LuthienProxy.LoadTest.Http;
using LuthienProxy.LoadTest.Measuring;
using LuthienProxy.LoadTest.Reports;
using Spectre.Console;

namespace LuthienProxy.LoadTest.Live;

/// <summary>Shows a run while it goes on: a table that changes in place on a terminal, a line now and then elsewhere.</summary>
static class LiveDisplay
{
    const int SecondsPerLine = 5;

    /// <summary>Runs it, and shows it.</summary>
    public static async Task ShowAsync(RunSettings settings, Target target, LoadRun run, Figures figures, Observer observer, CancellationToken stop)
    {
        if (settings.IsQuiet || !AnsiConsole.Profile.Capabilities.Interactive || Console.IsOutputRedirected)
        {
            var looks = 0;
            await run.RunAsync(run => TellLine(run, figures, observer, looks++), stop);
            return;
        }
        await AnsiConsole.Live(Table(settings, target, run, figures, observer)).StartAsync(async live =>
            await run.RunAsync(run => live.UpdateTarget(Table(settings, target, run, figures, observer)), stop));
    }

    static void TellLine(LoadRun run, Figures figures, Observer observer, int looks)
    {
        if (looks % SecondsPerLine == 0 && observer.Latest is { } latest)
            Console.Error.WriteLine($"{latest.Second,6:0.0} s  {latest.Streams,6:0} open  {run.Calls,8} calls  {latest.DeltasPerSecond,9:N0} deltas/s  transit p50 {latest.TransitP50:0.000} p99 {latest.TransitP99:0.000} ms  {figures.Failed} failed");
    }

    static Table Table(RunSettings settings, Target target, LoadRun run, Figures figures, Observer observer)
    {
        var latest = observer.Latest;
        var table = new Table().Border(TableBorder.Rounded).HideHeaders().AddColumns("", "");
        table.Title = new($"{Words.Of(settings.Plan.Profile.Kind)} of {settings.Plan.Profile.Streams} against {Markup.Escape($"{target.Base}")}");
        table.AddRow("time", $"{observer.Elapsed.TotalSeconds:0} of {settings.Plan.Profile.For.TotalSeconds:0} s");
        table.AddRow("open", $"{figures.Open:N0}");
        table.AddRow("calls", $"{run.Calls:N0} begun, {figures.Clean:N0} clean, {figures.Left:N0} left");
        table.AddRow("failed", figures.Failed == 0 ? "0" : $"[red]{figures.Failed:N0}[/] ({string.Join(", ", figures.Failures.Select(failure => $"{Words.Of(failure.Reason)} {failure.Count:N0}"))})");
        table.AddRow("deltas/s", $"{latest?.DeltasPerSecond ?? 0:N0}");
        table.AddRow("transit", $"p50 {latest?.TransitP50 ?? 0:0.000} ms, p99 {latest?.TransitP99 ?? 0:0.000} ms");
        table.AddRow("target", latest?.TargetCpu is { } cpu ? $"{cpu:0.00} cores, {latest.TargetMebibytes:0} MiB" : "not measured");
        table.AddRow("generator", latest?.GeneratorCpu is { } own ? $"{own:0.00} cores" : "not measured");
        return table;
    }
}
