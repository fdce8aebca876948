using System.Diagnostics;

namespace LuthienProxy.LoadTest.Targets;

/// <summary>A .NET program that says where it listens, in a folder of its own. Disposing ends it; so does the end of its input, where it listens to that.</summary>
sealed class StartedProgram : IAsyncDisposable
{
    const int MostRemembered = 50;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly Process _process;
    readonly DirectoryInfo _folder;
    readonly TaskCompletionSource<Uri> _listens = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Queue<string> _said = [];
    readonly string _announcement;

    StartedProgram(ProcessStartInfo start, DirectoryInfo folder, string announcement)
    {
        (_folder, _announcement) = (folder, announcement);
        _process = new Process { EnableRaisingEvents = true, StartInfo = start };
        _process.ErrorDataReceived += (_, said) => Listen(said.Data);
        _process.OutputDataReceived += (_, said) => Listen(said.Data);
        _process.Exited += (_, _) => _listens.TrySetException(new LoadException(ExitStatus.Unreachable, "it ended"));
    }

    /// <summary>Its process.</summary>
    public int Id => _process.Id;

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = new("about:blank");

    /// <summary>Starts one; it listens when this returns.</summary>
    /// <param name="what">What it is, for people.</param>
    /// <param name="assembly">The program.</param>
    /// <param name="arguments">What it is told.</param>
    /// <param name="announcement">What stands before the address in the line that says it.</param>
    /// <param name="environment">Variables over those of this process, given the folder that it runs in; null takes one away.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="LoadException">It did not start.</exception>
    public static async Task<StartedProgram> StartAsync(
        string what, string assembly, IEnumerable<string> arguments, string announcement, Func<string, IEnumerable<KeyValuePair<string, string?>>> environment, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("luthien-load-");
        var runtime = Environment.ProcessPath is { } own && Path.GetFileNameWithoutExtension(own) == "dotnet" ? own : "dotnet";
        var start = new ProcessStartInfo(runtime, [Path.GetFullPath(assembly), .. arguments]) { UseShellExecute = false, WorkingDirectory = folder.FullName };
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (true, true, true);
        foreach (var (name, value) in environment(folder.FullName))
            start.Environment[name] = value;
        var program = new StartedProgram(start, folder, announcement);
        try
        {
            await program.ListeningAsync(cancellation);
            return program;
        }
        catch (Exception cause) when (cause is LoadException or TimeoutException or OperationCanceledException or System.ComponentModel.Win32Exception)
        {
            var said = program.Said();
            await program.DisposeAsync();
            throw new LoadException(ExitStatus.Unreachable, $"{what} did not start: {cause.Message}. {said}");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_listens.Task.IsCompletedSuccessfully || IsRunning())
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    async Task ListeningAsync(CancellationToken cancellation)
    {
        _process.Start();
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        Address = await _listens.Task.WaitAsync(Patience, cancellation);
    }

    void Listen(string? line)
    {
        if (line is null || _listens.Task.IsCompletedSuccessfully)
            return;
        lock (_said)
        {
            _said.Enqueue(line);
            if (_said.Count > MostRemembered)
                _said.Dequeue();
        }
        if (line.IndexOf(_announcement, StringComparison.Ordinal) is >= 0 and var at && Uri.TryCreate(line[(at + _announcement.Length)..].Split(' ', '"')[0], UriKind.Absolute, out var address))
            _listens.TrySetResult(address);
    }

    string Said()
    {
        lock (_said)
            return string.Join(Environment.NewLine, _said);
    }

    bool IsRunning()
    {
        try
        {
            return !_process.HasExited;
        }
        catch (InvalidOperationException)
        {
            // It never began.
            return false;
        }
    }
}
