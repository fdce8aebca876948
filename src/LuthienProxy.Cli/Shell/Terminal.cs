using System.Text;
using Microsoft.Win32.SafeHandles;
using LuthienProxy.Cli.Connection;
using LuthienProxy.Cli.Output;

namespace LuthienProxy.Cli.Shell;

/// <summary>The person's terminal, or what stands in its place: files and pipes.</summary>
sealed class Terminal : IDisposable
{
    const int NarrowestTerminal = 40;
    const int StandardOutput = 1;

    readonly History _history = new(HistoryFile());
    readonly LineEditor _editor;

    public Terminal(CommandLine commands) => _editor = new LineEditor(() => Console.ReadKey(intercept: true), Console.Out, () => Width, _history, commands.Completions);

    /// <summary>Where commands write.</summary>
    public static Screen Screen() => new(Output(), Console.Error)
    {
        Width = Console.IsOutputRedirected ? int.MaxValue : Width,
        Height = Console.IsOutputRedirected ? int.MaxValue : Math.Max(Console.WindowHeight, 2),
        IsTerminal = !Console.IsOutputRedirected && !IsDumb,
        HasColours = !Console.IsOutputRedirected && !IsDumb,
        Ask = Console.IsInputRedirected || Console.IsErrorRedirected ? null : Ask,
    };

    /// <summary>The next line of the person or of a script; null at its end.</summary>
    public string? Read(string prompt)
    {
        if (Console.IsInputRedirected || Console.IsOutputRedirected || IsDumb)
            return Console.In.ReadLine();
        // At the prompt Ctrl+C clears the line; while a command runs it ends the command.
        Console.TreatControlCAsInput = true;
        try
        {
            return _editor.Read(prompt);
        }
        finally
        {
            Console.TreatControlCAsInput = false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _history.Save();

    static int Width => Math.Max(Console.WindowWidth, NarrowestTerminal);

    static bool IsDumb => Surroundings.Real.Variable("TERM") is "dumb";

    // The console ignores that a pipe's reader has gone; a stream tells it. In a file, which others may write to as well, the console knows better where its end is.
    static TextWriter Output()
    {
        if (!Console.IsOutputRedirected || OperatingSystem.IsWindows())
            return Console.Out;
        var stream = new FileStream(new SafeFileHandle(StandardOutput, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return stream.CanSeek ? Console.Out : new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    static string? HistoryFile()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var state = Surroundings.Real.Variable("XDG_STATE_HOME") is { Length: > 0 } folder ? folder : home.Length > 0 ? Path.Combine(home, ".local", "state") : null;
        return state is null ? null : Path.Combine(state, "pbm", "history");
    }

    static string? Ask(string question)
    {
        Console.Error.Write(question);
        return Console.In.ReadLine();
    }
}
