using System.CommandLine.Parsing;
using LuthienProxy.Cli.Output;

namespace LuthienProxy.Cli.Shell;

/// <summary>The shell: one line after the other against one gateway, until <c>exit</c>.</summary>
/// <param name="commands">What lines can say.</param>
/// <param name="given">The options that <c>pbm</c> was started with; they hold for every line.</param>
/// <param name="screen">Where it writes.</param>
/// <param name="time">The clock of <c>watch</c>.</param>
/// <param name="read">Reads the next line; null at the end.</param>
/// <param name="interrupts">Makes what Ctrl+C cancels: the line that runs, not the shell.</param>
sealed class Interactive(CommandLine commands, IReadOnlyList<string> given, Screen screen, TimeProvider time, Func<string, string?> read, Func<CancellationTokenSource> interrupts)
{
    /// <summary>Runs lines until there are no more; the exit code is that of the last.</summary>
    public async Task<int> RunAsync()
    {
        var address = commands.AddressOf(commands.Parse(given));
        if (screen.IsTerminal)
            await GreetAsync(address.Short);
        var prompt = $"[{address.Short}] pbm> ";
        var code = ExitCode.Ok;
        while (read(prompt) is { } line)
        {
            var words = CommandLineParser.SplitCommandLine(line).ToList();
            if (words is ["exit" or "quit"])
                break;
            if (words.Count > 0)
                code = await RunAsync(words);
            await screen.Out.FlushAsync(CancellationToken.None);
        }
        return code;
    }

    // Whether anybody answers is told at once; a shell may be open before its gateway is.
    async Task GreetAsync(string address)
    {
        await screen.Out.WriteAsync($"{address} is ");
        await RunAsync(["health"]);
        screen.Line("Type help to see what there is, Tab to complete, exit to leave.");
    }

    async Task<int> RunAsync(List<string> words)
    {
        using var interrupt = interrupts();
        if (Redirection.Of(words) is not { } redirection)
            return await RunAsync(words, screen, interrupt.Token);
        try
        {
            await using var file = redirection.Open();
            return await RunAsync(redirection.Words, screen with { Out = file, Width = int.MaxValue, IsTerminal = false, HasColours = false }, interrupt.Token);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            screen.Remark($"{redirection.File} cannot be written: {cause.Message}");
            return ExitCode.Failed;
        }
    }

    Task<int> RunAsync(IReadOnlyList<string> words, Screen to, CancellationToken cancellation) => new Watch(commands, to, time).RunAsync([.. words, .. given], cancellation);
}
