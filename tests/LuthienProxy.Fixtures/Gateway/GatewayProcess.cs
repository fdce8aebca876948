using System.Diagnostics;
using System.Text.RegularExpressions;

namespace LuthienProxy.Fixtures.Gateway;

/// <summary>
/// The gateway as users run it: a process of its own, on a free port, in a directory of its own, with nothing of this process's environment.
/// <code>
/// await using var upstream = await ScriptedUpstream.StartAsync();
/// await using var gateway = await GatewayProcess.StartAsync(GatewayOptions.Before(upstream.Address));
/// </code>
/// </summary>
/// <remarks>Thread-safe. Disposing kills the process; so does the end of the test process.</remarks>
public sealed partial class GatewayProcess : IAsyncDisposable
{
    // Generous: two loaded cores may take many seconds to start a process; only a failure gets this long.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly Process _process;
    readonly DirectoryInfo? _own;
    readonly EventHandler _onExit;

    GatewayProcess(Process process, DirectoryInfo? own, ProgramOutput output)
    {
        _process = process;
        _own = own;
        Output = output;
        _onExit = (_, _) => _process.Kill(entireProcessTree: true);
        AppDomain.CurrentDomain.ProcessExit += _onExit;
    }

    /// <summary>The base address, <c>http://127.0.0.1:port/</c>, without <c>/v1</c>.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>What it has printed: one JSON object per log line.</summary>
    public ProgramOutput Output { get; }

    /// <summary>The process, for those who look at what it holds.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Starts it; it listens when this returns.</summary>
    public static async Task<GatewayProcess> StartAsync(GatewayOptions options)
    {
        var own = options.Home is null ? Directory.CreateTempSubdirectory("luthien-gateway-") : null;
        var output = new ProgramOutput(Patience);
        var process = new Process { StartInfo = await StartInfoAsync(options, own?.FullName ?? options.Home!) };
        process.OutputDataReceived += (_, line) => output.Add(line.Data);
        process.ErrorDataReceived += (_, line) => output.Add(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var gateway = new GatewayProcess(process, own, output);
        try
        {
            gateway.Address = new Uri(Listening().Match(await output.LineAsync(line => Listening().IsMatch(line))).Groups["url"].Value);
            return gateway;
        }
        catch
        {
            await gateway.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks it to stop, as a supervisor of services does (SIGTERM).</summary>
    public void Terminate() => Signals.Terminate(_process.Id);

    /// <summary>Ends it as a crash would (SIGKILL), and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await ExitedAsync();
    }

    /// <summary>Waits until it has exited; answers with the exit code.</summary>
    public async Task<int> ExitedAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    /// <summary>The log lines that tell how the call of this transaction ended; waits for the first.</summary>
    public async Task<IReadOnlyList<string>> EndsOfAsync(string transactionId)
    {
        bool TellsTheEnd(string line) => line.Contains(transactionId, StringComparison.Ordinal) && EndOfCall().IsMatch(line);
        await Output.LineAsync(TellsTheEnd);
        return [.. Output.Lines.Where(TellsTheEnd)];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= _onExit;
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync().WaitAsync(Patience);
        _process.Dispose();
        _own?.Delete(recursive: true);
    }

    static async Task<ProcessStartInfo> StartInfoAsync(GatewayOptions options, string directory)
    {
        var configuration = Path.Combine(directory, "test.conf");
        await File.WriteAllTextAsync(configuration, $"luthien.log.format = json\n{options.Configuration}\n");
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [GatewayProgram.Path])
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        CleanEnvironment.Set(start, directory);
        start.Environment["GATEWAY_PORT"] = "0";
        start.Environment["LUTHIEN_CONFIG"] = configuration;
        if (options.Upstream is { } upstream)
            (start.Environment["ANTHROPIC_UPSTREAM_URL"], start.Environment["OPENAI_UPSTREAM_URL"]) = (upstream.ToString(), upstream.ToString());
        foreach (var (name, value) in options.Environment)
            start.Environment[name] = value;
        return start;
    }

    [GeneratedRegex(@"LuthienProxy listens on (?<url>http\S+)")]
    private static partial Regex Listening();

    // Ended, Failed, Cancelled; or Refused, before there was a transaction.
    [GeneratedRegex(@"""EventId"":\{""Id"":(3000|3001|3002|5002)\b")]
    private static partial Regex EndOfCall();
}
