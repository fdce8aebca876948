using System.CommandLine.Parsing;
using LuthienProxy.Cli.Output;

namespace LuthienProxy.Cli.Shell;

/// <summary>The shell: one line after the other against one gateway, until <c>exit</c>.</summary>
/// <param name="commands">What lines can say.</param>
/// <param name="given">The options that <c>pbm</c> was started with; they hold for every line.</param>
/// <param name="screen">Where it writes.</param>
/// <param name="read">Reads the next line; null at the end.</param>
/// <param name="interrupts">Makes what Ctrl+C cancels: the line that runs, not the shell.</param>
sealed class Interactive(CommandLine commands, IReadOnlyList<string> given, Screen screen, Func<string, string?> read, Func<CancellationTokenSource> interrupts)
{
    /// <summary>Runs lines until there are no more; the exit code is that of the last.</summary>
    public async Task<int> RunAsync()
    {
        var prompt = $"[{commands.AddressOf(commands.Parse(given))}] pbm> ";
        screen.Line("Type help to see what there is, Tab to complete, exit to leave.");
        var code = ExitCode.Ok;
        while (read(prompt) is { } line)
        {
            var words = CommandLineParser.SplitCommandLine(line).ToList();
            if (words is ["exit" or "quit"])
                break;
            if (words.Count > 0)
                code = await RunAsync(words);
        }
        return code;
    }

    async Task<int> RunAsync(List<string> words)
    {
        using var interrupt = interrupts();
        if (words[0] == "help")
            words = [.. words.Skip(1), "--help"];
        if (Redirection.Of(words) is not { } redirection)
            return await new Watch(commands, screen).RunAsync([.. words, .. given], interrupt.Token);
        try
        {
            await using var file = redirection.Open();
            return await commands.RunAsync([.. redirection.Words, .. given], screen with { Out = file, Width = int.MaxValue }, interrupt.Token);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            await screen.Error.WriteLineAsync($"{redirection.File} cannot be written: {cause.Message}");
            return ExitCode.Failed;
        }
    }
}
