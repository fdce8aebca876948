using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using LuthienProxy.Benchmarks.Compare.Load;

namespace LuthienProxy.Benchmarks.Compare.Servers;

/// <summary>A server in a process of its own, on a free loopback port; killed when disposed.</summary>
sealed class ServerProcess : IAsyncDisposable
{
    static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    readonly Process _process;
    readonly string _folder;
    readonly ServerPlan _plan;
    readonly long _started = Stopwatch.GetTimestamp();

    ServerProcess(Process process, string folder, IPEndPoint address, ServerPlan plan) => (_process, _folder, Address, _plan) = (process, folder, address, plan);

    /// <summary>Where it listens.</summary>
    public IPEndPoint Address { get; }

    /// <summary>Its process, whose children count as it.</summary>
    public int Id => _process.Id;

    /// <summary>How long ago it was started.</summary>
    public TimeSpan Age => Stopwatch.GetElapsedTime(_started);

    /// <summary>See <see cref="ServerPlan.PutIn"/>.</summary>
    public string PutIn => _plan.PutIn;

    /// <summary>User and system time it used so far.</summary>
    public TimeSpan Cpu => ProcessFigures.Cpu(Id);

    /// <summary>User and system time that its compiler of hot code used while it lived.</summary>
    public TimeSpan CompilerCpu => ProcessFigures.CompilerCpu(Id);

    /// <summary>Starts it and waits until it accepts connections.</summary>
    /// <param name="plan">Given the port and a folder for its files.</param>
    public static async Task<ServerProcess> StartAsync(Func<int, string, ServerPlan> plan)
    {
        var folder = Directory.CreateTempSubdirectory("luthien-bench-").FullName;
        var address = new IPEndPoint(IPAddress.Loopback, FreePort());
        var planned = plan(address.Port, folder);
        // The shell only points the output to a file: reading a pipe would be work of this process.
        var start = new ProcessStartInfo("/bin/sh", ["-c", $"exec {planned.Command} >{folder}/output 2>&1"]) { WorkingDirectory = folder };
        foreach (var (name, value) in planned.Environment)
            start.Environment[name] = value;
        var server = new ServerProcess(Process.Start(start)!, folder, address, planned);
        await server.ListeningAsync();
        return server;
    }

    /// <summary>A request as this server wants it.</summary>
    public LoadRequest Dress(LoadRequest request) => request with { Headers = _plan.Headers(request.Path) };

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    async Task ListeningAsync()
    {
        var clock = Stopwatch.StartNew();
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!await AcceptsAsync())
        {
            if (_process.HasExited || clock.Elapsed > StartLimit)
                throw new InvalidOperationException($"A server did not start: {await File.ReadAllTextAsync(Path.Combine(_folder, "output"))}");
            await beat.WaitForNextTickAsync();
        }
    }

    async Task<bool> AcceptsAsync()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(Address);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
