using System.Diagnostics;
using System.Text;
using LuthienProxy.Fixtures.Gateway;

namespace LuthienProxy.EndToEnd.Tests.CommandLine;

/// <summary>A <c>pbm</c> that goes on.</summary>
public sealed class RunningPbm : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly Process _process;
    readonly StringBuilder _written = new();
    readonly Task _kept;

    public RunningPbm(string program, IReadOnlyList<string> words, string directory, IReadOnlyDictionary<string, string> variables)
    {
        var start = new ProcessStartInfo(program, words) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = directory, UseShellExecute = false };
        CleanEnvironment.Set(start, Path.GetTempPath());
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        _process = Process.Start(start)!;
        _kept = Task.WhenAll(KeepAsync(_process.StandardOutput), KeepAsync(_process.StandardError));
    }

    /// <summary>All that it has written so far.</summary>
    public string Written
    {
        get
        {
            lock (_written)
                return _written.ToString();
        }
    }

    /// <summary>Waits until it has written this, so many times.</summary>
    public async Task WroteAsync(string text, int times = 1)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (Written.Split(text).Length <= times)
        {
            if (patience.IsCancellationRequested)
                throw new TimeoutException($"'{text}' was not written:\n{Written}");
            await pause.WaitForNextTickAsync();
        }
    }

    /// <summary>Types, as a person or a script would.</summary>
    public async Task TypeAsync(string keys)
    {
        await _process.StandardInput.WriteAsync(keys);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Waits for its end, and for all that it has written; the exit code.</summary>
    public async Task<int> ExitedAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        await _kept.WaitAsync(Patience);
        return _process.ExitCode;
    }

    /// <summary>Lets something happen again and again until it has seen enough of it; the exit code.</summary>
    public async Task<int> ExitedWhileAsync(Func<Task> happens)
    {
        var exited = ExitedAsync();
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!exited.IsCompleted)
        {
            await happens();
            await pause.WaitForNextTickAsync();
        }
        return await exited;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    async Task KeepAsync(StreamReader from)
    {
        var buffer = new char[4096];
        while (await from.ReadAsync(buffer) is > 0 and var count)
        {
            lock (_written)
                _written.Append(buffer, 0, count);
        }
    }
}
