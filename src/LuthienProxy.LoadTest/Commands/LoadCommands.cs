using System.CommandLine;
using System.Globalization;
using LuthienProxy.LoadTest.Soaking;
using LuthienProxy.LoadTest.Targets;

namespace LuthienProxy.LoadTest.Commands;

/// <summary>The command line: a run, a soak, or the upstream alone.</summary>
static class LoadCommands
{
    /// <summary>The root: a run.</summary>
    public static RootCommand Root(TimeProvider time)
    {
        var root = new RootCommand("Loads a gateway with many streams, judges each of them delta by delta, and measures what the gateway adds. Status 0: all clean; 1: corrupt or failed; 2: usage; 3: unreachable.");
        var options = new RunOptions();
        options.AddTo(root);
        root.SetAction((parsed, stop) => RunCommand.RunAsync(options.Read(parsed), time, stop));
        root.Subcommands.Add(Upstream(time));
        root.Subcommands.Add(SoakCommand.Of(time));
        root.Subcommands.Add(Heap());
        return root;
    }

    static Command Upstream(TimeProvider time)
    {
        var port = new Argument<int>("port") { Description = "Where it listens, on this machine only; 0 for a free port" };
        var withParent = new Option<bool>("--with-parent") { Description = "Ends when its input does", Hidden = true };
        var command = new Command("upstream", "Serves the simulated upstream until it is stopped") { port, withParent };
        command.SetAction((parsed, stop) => ServeAsync(parsed.GetValue(port), parsed.GetValue(withParent), time, stop));
        return command;
    }

    static Command Heap()
    {
        var process = new Argument<int>("pid") { Description = "A .NET process of this user" };
        var command = new Command("heap", "Has a process collect its garbage, and says what is left") { process };
        command.SetAction(async (parsed, stop) =>
        {
            var heap = await HeapProbe.CollectAsync(parsed.GetValue(process), stop);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{heap.Live} bytes alive, {heap.Size} bytes of heap, {heap.Handles} handles"));
            return ExitStatus.Clean;
        });
        return command;
    }

    static async Task<int> ServeAsync(int port, bool withParent, TimeProvider time, CancellationToken stop)
    {
        await using var upstream = await Targets.Upstream.StartAsync(port, inOwnProcess: false, time, stop);
        Console.WriteLine($"{Programs.UpstreamListens}{upstream.Address}");
        var stopped = Task.Delay(Timeout.InfiniteTimeSpan, time, stop);
        await Task.WhenAny(stopped, withParent ? Task.Run(Console.In.ReadToEnd, CancellationToken.None) : stopped);
        return ExitStatus.Clean;
    }
}
