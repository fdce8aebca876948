using LuthienProxy.Fixtures.Clients;
using LuthienProxy.Fixtures.Gateway;

namespace LuthienProxy.EndToEnd.Tests.CommandLine;

/// <summary><c>pbm</c> as it was built beside the tests.</summary>
/// <param name="at">What it is told of where the gateway is; null: nothing.</param>
/// <param name="key">The key that it is given.</param>
/// <param name="directory">Where it runs; null: where no gateway does.</param>
public sealed class PbmProgram(string? at, string? key = GatewayAdmin.Key, string? directory = null)
{
    // artifacts/bin/<project>/<configuration>/
    static readonly string Assembly = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "LuthienProxy.Cli", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "pbm.dll"));

    /// <summary>How it is typed.</summary>
    public static string Command { get; } = $"{Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet"} {Assembly}";

    /// <summary>Runs one line to its end.</summary>
    public Task<ProgramResult> RunAsync(string line) => RunAsync("bash", ["-c", $"{Command} {line}"]);

    /// <summary>Runs a shell over these lines.</summary>
    public Task<ProgramResult> ShellAsync(params string[] lines) => RunAsync("bash", ["-c", $"printf '%s\\n' \"$@\" | {Command}", "bash", .. lines]);

    /// <summary>Starts a line that goes on; in a terminal where it is asked for.</summary>
    public RunningPbm Start(string line, bool inTerminal = false) => inTerminal
        ? new("script", ["-qefc", $"stty rows 24 cols 120; exec {Command} {line}", "/dev/null"], Directory, Variables)
        : new("bash", ["-c", $"exec {Command} {line}"], Directory, Variables);

    string Directory => directory ?? Path.GetTempPath();

    Dictionary<string, string> Variables
    {
        get
        {
            var variables = new Dictionary<string, string> { ["TERM"] = "xterm" };
            if (at is not null)
                variables["PBM_AT"] = at;
            if (key is not null)
                variables["PBM_TOKEN"] = key;
            return variables;
        }
    }

    Task<ProgramResult> RunAsync(string program, string[] words)
    {
        var run = new ProgramRun(program, words) { Directory = Directory };
        foreach (var (name, value) in Variables)
            run.Environment[name] = value;
        return run.RunAsync();
    }
}
