using System.Collections.Concurrent;
using System.Diagnostics;

namespace LuthienProxy.Demo.Gateways;

/// <summary>The gateway as people run it: a process of its own, which keeps its files in a folder of the demo's and knows nothing of this process's keys and settings.</summary>
/// <remarks>Disposing ends it at once: what it has answered is on record by then, and it must survive a crash anyway.</remarks>
sealed class GatewayProcess : IAsyncDisposable
{
    const string Listening = "LuthienProxy listens on ";

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // What the program needs to start at all. A key or a setting of the person who looks at the demo must not change it.
    static readonly string[] Kept = ["PATH", "HOME", "USERPROFILE", "SystemRoot", "TEMP", "TMP", "TMPDIR", "LANG", "TZ", "DOTNET_ROOT", "DOTNET_NOLOGO", "DOTNET_CLI_TELEMETRY_OPTOUT"];

    readonly Process _process;
    readonly ConcurrentQueue<string> _lines = [];
    readonly TaskCompletionSource<Uri> _listens = new(TaskCreationOptions.RunContinuationsAsynchronously);

    GatewayProcess(Process process) => _process = process;

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Starts it; it listens when this returns.</summary>
    /// <param name="program">Its <c>LuthienProxy.Host.dll</c>.</param>
    /// <param name="folder">Where it keeps its files.</param>
    /// <param name="upstream">The model provider.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="DemoException">It did not start.</exception>
    public static async Task<GatewayProcess> StartAsync(string program, string folder, Uri upstream, CancellationToken cancellation)
    {
        var gateway = new GatewayProcess(new Process { StartInfo = StartInfo(program, folder, upstream), EnableRaisingEvents = true });
        try
        {
            gateway.Address = await gateway.BeginAsync().WaitAsync(Patience, cancellation);
            return gateway;
        }
        catch (Exception cause) when (cause is TimeoutException or System.ComponentModel.Win32Exception or OperationCanceledException or DemoException)
        {
            await gateway.DisposeAsync();
            throw new DemoException($"The gateway did not start. {string.Join(Environment.NewLine, gateway._lines)}", cause);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
        catch (InvalidOperationException)
        {
            // It never ran.
        }
        _process.Dispose();
    }

    Task<Uri> BeginAsync()
    {
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Exited += (_, _) => _listens.TrySetException(new DemoException("It ended."));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        return _listens.Task;
    }

    void Hear(string? line)
    {
        if (line is null || _listens.Task.IsCompletedSuccessfully)
            return;
        _lines.Enqueue(line);
        if (line.StartsWith(Listening, StringComparison.Ordinal) && Uri.TryCreate(line[Listening.Length..], UriKind.Absolute, out var url))
            _listens.TrySetResult(url);
    }

    static ProcessStartInfo StartInfo(string program, string folder, Uri upstream)
    {
        var start = new ProcessStartInfo(
            Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet",
            [program, $"--luthien:data-directory={folder}", "--luthien:log:level=warning"])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var name in start.Environment.Keys.Except(Kept, StringComparer.OrdinalIgnoreCase).ToList())
            start.Environment.Remove(name);
        start.Environment["GATEWAY_PORT"] = "0";
        start.Environment["DATABASE_URL"] = "sqlite:" + Path.Combine(folder, "luthien.db");
        start.Environment["ANTHROPIC_UPSTREAM_URL"] = start.Environment["OPENAI_UPSTREAM_URL"] = upstream.ToString();
        return start;
    }
}
