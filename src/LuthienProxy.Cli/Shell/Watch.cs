using LuthienProxy.Cli.Output;
using LuthienProxy.Cli.Verbs;

namespace LuthienProxy.Cli.Shell;

/// <summary><c>watch 2s actor top</c>: a line again and again, in place, until Ctrl+C. <c>actor top</c> does so of itself on a terminal.</summary>
sealed class Watch(CommandLine commands, Screen screen)
{
    const string ClearScreen = "\x1b[H\x1b[2J";

    static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(200);

    /// <summary>Runs a line once, or again and again where it begins with <c>watch</c> and a time.</summary>
    public async Task<int> RunAsync(IReadOnlyList<string> words, CancellationToken cancellation)
    {
        if (words is not ["watch", var every, ..])
            return await commands.RunAsync(words, screen, cancellation);
        if (Durations.Parse(every) is not { } time || time < Shortest || words.Count < 3)
        {
            await screen.Error.WriteLineAsync("Say how often and what: watch 2s actor top");
            return ExitCode.Usage;
        }
        using var timer = new PeriodicTimer(time);
        var code = ExitCode.Ok;
        try
        {
            do
            {
                using var page = new StringWriter();
                code = await commands.RunAsync([.. words.Skip(2)], screen with { Out = page }, cancellation);
                await screen.Out.WriteAsync(screen.Ask is null ? page.ToString() : ClearScreen + page);
                await screen.Out.FlushAsync(cancellation);
            }
            while (code == ExitCode.Ok && await timer.WaitForNextTickAsync(cancellation));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The person has seen enough.
        }
        return code;
    }
}
