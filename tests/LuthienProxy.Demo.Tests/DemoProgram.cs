using System.Diagnostics;
using System.Text;

namespace LuthienProxy.Demo.Tests;

/// <summary>The demo as people run it: a process, with a folder of its own for its files.</summary>
sealed class DemoProgram : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    readonly DirectoryInfo _scratch = Directory.CreateTempSubdirectory("luthien-demo-tests-");
    Process? _process;

    /// <summary>Where its files are.</summary>
    public string Folder => Path.Combine(_scratch.FullName, "demo");

    /// <summary>The gateway's program.</summary>
    public static string Gateway { get; } = Built("LuthienProxy.Host");

    static string Demo { get; } = Built("LuthienProxy.Demo");

    /// <summary>Runs it to its end.</summary>
    public async Task<(int Status, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        Start(["--gateway", Gateway, "--directory", Folder, .. arguments]);
        var (output, errors) = (_process!.StandardOutput.ReadToEndAsync(), _process.StandardError.ReadToEndAsync());
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return (_process.ExitCode, await output, await errors);
    }

    /// <summary>Runs it until it waits; what it has said.</summary>
    public async Task<string> RunUntilItWaitsAsync()
    {
        Start(["--gateway", Gateway, "--directory", Folder, "--stay"]);
        var said = new StringBuilder();
        using var patience = new CancellationTokenSource(Patience);
        while (!said.ToString().Contains("Press Enter", StringComparison.Ordinal))
            said.AppendLine(await _process!.StandardOutput.ReadLineAsync(patience.Token) ?? throw new InvalidOperationException($"It ended: {said}"));
        return said.ToString();
    }

    /// <summary>Presses Enter; the status.</summary>
    public async Task<int> EnterAsync()
    {
        await _process!.StandardInput.WriteLineAsync();
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    /// <summary>Runs it with arguments that are not completed.</summary>
    public async Task<int> StatusOfAsync(params string[] arguments)
    {
        Start(arguments);
        await _process!.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    /// <summary>Where the build left a program: beside the tests, in the same configuration.</summary>
    static string Built(string name)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(configuration.Parent!.Parent!.FullName, name, configuration.Name, name + ".dll");
    }

    public void Dispose()
    {
        if (_process is { HasExited: false })
            _process.Kill(entireProcessTree: true);
        _process?.WaitForExit();
        _process?.Dispose();
        _scratch.Delete(recursive: true);
    }

    void Start(IEnumerable<string> arguments) => _process = Process.Start(new ProcessStartInfo("dotnet", [Demo, .. arguments])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        StandardOutputEncoding = Encoding.UTF8,
        UseShellExecute = false,
        // A setting of whoever runs the tests must not reach the demo's gateway.
        Environment = { ["POLICY_SOURCE"] = "nowhere", ["GATEWAY_PORT"] = "not a port" },
    })!;
}
