using System.Diagnostics;
using LuthienProxy.Fixtures.Gateway;

namespace LuthienProxy.Fixtures.Clients;

/// <summary>One run of a program: a clean environment, a home of its own, nothing on its standard input, and a time limit.</summary>
public sealed class ProgramRun(string program, IReadOnlyList<string> arguments)
{
    /// <summary>Where it runs, and its <c>HOME</c>; the folder for temporary files unless set.</summary>
    public string Directory { get; set; } = Path.GetTempPath();

    /// <summary>Variables besides the few of a clean environment.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>Whether it also gets this process's variables: for programs that install things and must find a proxy or a mirror.</summary>
    public bool KeepsEnvironment { get; set; }

    /// <summary>When it is killed.</summary>
    public TimeSpan TimeLimit { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Runs it to its end.</summary>
    /// <exception cref="TimeoutException">It did not end in time and was killed; the message holds what it had printed.</exception>
    public async Task<ProgramResult> RunAsync()
    {
        using var process = Process.Start(StartInfo())!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeLimit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException cause)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} did not end within {TimeLimit}.\n{await output}\n{await errors}", cause);
        }
        return new ProgramResult(program, process.ExitCode, await output, await errors);
    }

    ProcessStartInfo StartInfo()
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        if (!KeepsEnvironment)
            CleanEnvironment.Set(start, Directory);
        foreach (var (name, value) in Environment)
            start.Environment[name] = value;
        return start;
    }
}
