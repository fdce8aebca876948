using System.Net;
using System.Net.Sockets;
using LuthienProxy.LoadTest.Generating;
using LuthienProxy.LoadTest.Http;
using LuthienProxy.LoadTest.Live;
using LuthienProxy.LoadTest.Measuring;
using LuthienProxy.LoadTest.Plans;
using LuthienProxy.LoadTest.Reports;
using LuthienProxy.LoadTest.Targets;

namespace LuthienProxy.LoadTest.Commands;

/// <summary>A whole run: 1. the upstream, 2. the gateway where it is asked for, 3. a warm-up, 4. the load, 5. the report.</summary>
static class RunCommand
{
    const int MostWhileWarming = 50;

    /// <summary>The status to end with.</summary>
    /// <exception cref="LoadException">The run cannot be made.</exception>
    public static async Task<int> RunAsync(RunSettings settings, TimeProvider time, CancellationToken stop)
    {
        await using var upstream = settings.UpstreamPort is { } port ? await Upstream.StartAsync(port, settings.UpstreamProcess, time, stop) : null;
        await using var gateway = settings.Gateway is { } program ? await Programs.GatewayAsync(program, settings.GatewayArguments, upstream!.Address, stop) : null;
        var target = await TargetAsync(settings, settings.Url ?? gateway?.Address ?? upstream!.Address, stop);
        Descriptors.Check(settings);
        await ProbeAsync(target, stop);

        var figures = new Figures();
        await WarmUpAsync(settings, target, figures, time, stop);
        var observer = new Observer(figures, settings.TargetProcess ?? gateway?.Id, time);
        var run = new LoadRun(settings.Plan, target, figures, observer, time);
        var began = time.GetUtcNow();
        if (upstream is not null)
            await Console.Error.WriteLineAsync($"{Programs.UpstreamListens}{upstream.Address}");
        await LiveDisplay.ShowAsync(settings, target, run, figures, observer, stop);

        var report = LoadReport.Of(settings, target, began, run, figures, observer);
        var files = await ReportFiles.WriteAsync(report, settings.ReportFolder, began);
        Summary.Print(report, files);
        return report.IsClean ? ExitStatus.Clean : ExitStatus.Failed;
    }

    // What is compiled and opened once is paid before the figures begin. A wrong answer counts then as ever.
    static async Task WarmUpAsync(RunSettings settings, Target target, Figures figures, TimeProvider time, CancellationToken stop)
    {
        if (settings.WarmUp == TimeSpan.Zero)
            return;
        var plan = settings.Plan with
        {
            Seed = settings.Plan.Seed + 1,
            Every = TimeSpan.Zero,
            SlowPercent = 0,
            LeavePercent = 0,
            Profile = new(ProfileKind.Steady, Math.Min(settings.Plan.Profile.Streams, MostWhileWarming), settings.WarmUp),
        };
        var warm = new Figures();
        await new LoadRun(plan, target, warm, new Observer(warm, null, time), time).RunAsync(static _ => { }, stop);
        figures.TakeFailures(warm);
    }

    static async Task<Target> TargetAsync(RunSettings settings, Uri url, CancellationToken stop)
    {
        try
        {
            var target = await Target.FindAsync(url, stop);
            if (!target.IsLoopback && !string.Equals(settings.AllowedHost, url.Host, StringComparison.OrdinalIgnoreCase))
                throw new LoadException(ExitStatus.Usage, $"{url.Host} is not this machine. If it is yours to load, say so: --allow-host {url.Host}");
            return target;
        }
        catch (SocketException cause)
        {
            throw new LoadException(ExitStatus.Unreachable, $"{url.Host} has no address: {cause.Message}");
        }
    }

    static async Task ProbeAsync(Target target, CancellationToken stop)
    {
        using var probe = new Socket(target.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(TimeSpan.FromSeconds(10));
        try
        {
            await probe.ConnectAsync((EndPoint)target.Address, patience.Token);
        }
        catch (Exception cause) when (cause is SocketException or OperationCanceledException)
        {
            throw new LoadException(ExitStatus.Unreachable, $"{target.Base} does not answer: {cause.Message}");
        }
    }
}
