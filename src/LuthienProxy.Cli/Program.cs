using System.Text;
using LuthienProxy.Cli.Connection;
using LuthienProxy.Cli.Output;
using LuthienProxy.Cli.Shell;

namespace LuthienProxy.Cli;

/// <summary><c>pbm</c>: one line, or a shell. Exit codes: <see cref="ExitCode"/>.</summary>
static class Program
{
    static async Task<int> Main(string[] words)
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var screen = Terminal.Screen();
        var commands = new CommandLine(Surroundings.Real, screen, TimeProvider.System);
        try
        {
            return await RunAsync(commands, words, screen);
        }
        catch (PbmException told)
        {
            screen.Remark(told.Message);
            return told.ExitCode;
        }
        catch (IOException) when (!screen.IsTerminal)
        {
            // Whoever read the output has seen enough: pbm events tail | head -1.
            return ExitCode.Ok;
        }
    }

    static async Task<int> RunAsync(CommandLine commands, string[] words, Screen screen)
    {
        if (IsShell(commands, words))
        {
            using var terminal = new Terminal(commands);
            return await new Interactive(commands, words, screen, TimeProvider.System, terminal.Read, () => new InterruptSource()).RunAsync();
        }
        using var interrupt = new InterruptSource();
        var code = await new Watch(commands, screen, TimeProvider.System).RunAsync(words, interrupt.Token);
        await screen.Out.FlushAsync(CancellationToken.None);
        return code;
    }

    // Nothing but options that hold for every line.
    static bool IsShell(CommandLine commands, string[] words)
    {
        var line = commands.Parse(words);
        return line.CommandResult == line.RootCommandResult && line.Errors.Count == 0 && line.UnmatchedTokens.Count == 0 && !words.Intersect(["--help", "-h", "-?", "--version", "help"]).Any();
    }
}
