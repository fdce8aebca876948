using System.Text;
using LuthienProxy.Cli.Connection;
using LuthienProxy.Cli.Output;
using LuthienProxy.Cli.Shell;

namespace LuthienProxy.Cli;

/// <summary><c>pbm</c>: one line, or a shell. Exit codes: <see cref="ExitCode"/>.</summary>
static class Program
{
    const int NarrowestTerminal = 40;

    static async Task<int> Main(string[] words)
    {
        Console.OutputEncoding = Encoding.UTF8;
        var hasPerson = !Console.IsInputRedirected && !Console.IsOutputRedirected;
        var screen = new Screen(Console.Out, Console.Error, Console.IsOutputRedirected ? int.MaxValue : Math.Max(Console.WindowWidth, NarrowestTerminal), IsJson: false, hasPerson ? Ask : null);
        var commands = new CommandLine(Surroundings.Real, screen, TimeProvider.System);
        try
        {
            if (IsShell(commands, words))
                return await new Interactive(commands, words, screen, Reader(commands), Interrupt).RunAsync();
            using var interrupt = Interrupt();
            return await new Watch(commands, screen).RunAsync(words, interrupt.Token);
        }
        catch (PbmException told)
        {
            await Console.Error.WriteLineAsync(told.Message);
            return told.ExitCode;
        }
    }

    // Nothing but options that hold for every line.
    static bool IsShell(CommandLine commands, string[] words)
    {
        var line = commands.Parse(words);
        return line.CommandResult == line.RootCommandResult && !words.Intersect(["--help", "-h", "-?", "--version", "watch"]).Any() && line.UnmatchedTokens.Count == 0;
    }

    static Func<string, string?> Reader(CommandLine commands)
    {
        if (Console.IsInputRedirected)
            return _ => Console.In.ReadLine();
        var editor = new LineEditor(() => Console.ReadKey(intercept: true), Console.Out, commands.Completions);
        return editor.Read;
    }

    static string? Ask(string question)
    {
        Console.Error.Write(question);
        return Console.In.ReadLine();
    }

    static InterruptSource Interrupt() => new InterruptSource();
}
