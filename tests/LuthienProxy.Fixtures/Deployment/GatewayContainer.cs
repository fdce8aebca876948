using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using LuthienProxy.Fixtures.Clients;
using LuthienProxy.Fixtures.Gateway;

namespace LuthienProxy.Fixtures.Deployment;

/// <summary>
/// A gateway run as its image is, where no container engine runs: in a mount namespace of its own whose read-only root holds the system's libraries, the runtime, <c>/app</c>,
/// <c>/data</c> and a small <c>/tmp</c>; as the image's user, without capabilities, with no_new_privs. Its control group's files say the limits of the compose file. Needs root.
/// </summary>
/// <remarks>
/// The limits are said, not enforced: the kernel kills nobody here. Network and process numbers are the machine's. Disposing kills it; so does the end of the test process.
/// </remarks>
public sealed partial class GatewayContainer : IAsyncDisposable
{
    const string Program = "LuthienProxy.Host.dll";

    // Generous: two loaded cores may take many seconds; only a failure gets this long.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // $1 root, $2 runtime, $3 app, $4 own, $5 data, $6 user, $7 memory, $8 quota in µs of each 100 ms; then the program's arguments.
    const string Script = """
        set -e
        root=$1 runtime=$2 app=$3 own=$4 data=$5 user=$6 memory=$7 quota=$8
        shift 8
        mount -t tmpfs -o mode=0755 tmpfs "$root"
        cd "$root"
        mkdir -p app data dev dotnet etc proc sys tmp usr limits
        echo "$memory" >limits/memory; echo "$quota" >limits/quota; echo "$quota 100000" >limits/cpu
        # The group is the tests' own: what they all use is not what this process uses.
        echo 67108864 >limits/used; printf 'hierarchical_memory_limit %s\ntotal_inactive_file 0\ninactive_file 0\n' "$memory" >limits/stat
        for link in bin lib lib64 sbin; do cp -a "/$link" . ; done
        for shared in dev proc sys; do mount --rbind "/$shared" "$shared"; done
        for shared in usr etc; do mount --bind "/$shared" "$shared"; mount -o remount,bind,ro "$shared"; done
        mount --bind "$runtime" dotnet; mount -o remount,bind,ro dotnet
        mount --bind "$app" app
        [ -z "$own" ] || mount --bind "$own" app/hocon/own
        mount -o remount,bind,ro app
        mount --bind "$data" data
        mount -t tmpfs -o mode=1777,size=64m tmpfs tmp
        group() { sed -n "s/^[0-9]*:\([^:]*,\)\?$1\(,[^:]*\)\?://p" /proc/self/cgroup; }
        # The files of version 1 and of version 2; a machine has one of them for each limit.
        say() { [ ! -e "sys/fs/cgroup$2" ] || mount --bind "limits/$1" "sys/fs/cgroup$2"; }
        for file in memory:limit_in_bytes stat:stat used:usage_in_bytes; do say "${file%:*}" "/memory$(group memory)/memory.${file#*:}"; done
        for file in memory:max stat:stat used:current; do say "${file%:*}" "$(group '')/memory.${file#*:}"; done
        say quota "/cpu$(group cpu)/cpu.cfs_quota_us"
        say cpu "$(group '')/cpu.max"
        mount -o remount,ro "$root"
        exec chroot . /usr/bin/env --chdir=/app /usr/bin/setpriv --reuid="$user" --regid="$user" --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all -- /dotnet/dotnet "$@"
        """;

    readonly ContainerOptions _options;
    readonly DirectoryInfo _scratch;
    readonly Process _process;
    readonly EventHandler _onExit;

    GatewayContainer(ContainerOptions options, DirectoryInfo scratch, Process process)
    {
        _options = options;
        _scratch = scratch;
        _process = process;
        _onExit = (_, _) => _process.Kill();
        AppDomain.CurrentDomain.ProcessExit += _onExit;
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => new($"http://127.0.0.1:{_options.Port}/");

    /// <summary>What it has printed.</summary>
    public ProgramOutput Output { get; } = new(Patience);

    /// <summary>From the start of the process until it listened.</summary>
    public TimeSpan StartedWithin { get; private set; }

    /// <summary>Starts it; it listens when this returns.</summary>
    public static async Task<GatewayContainer> StartAsync(ContainerOptions options)
    {
        var scratch = Directory.CreateTempSubdirectory("luthien-container-");
        var own = scratch.CreateSubdirectory("own");
        await File.WriteAllTextAsync(Path.Combine(own.FullName, "luthien.conf"), $"luthien.server.port = {options.Port}\n{options.Configuration}\n");
        (await new ProgramRun("chmod", ["0755", scratch.FullName]).RunAsync()).MustSucceed();
        (await new ProgramRun("chown", [$"{options.User}:{options.User}", options.Data]).RunAsync()).MustSucceed();
        var container = new GatewayContainer(options, scratch, new Process { StartInfo = StartInfo(options, scratch, [Program]) });
        try
        {
            await container.ListenAsync();
            return container;
        }
        catch
        {
            await container.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs the image's health check in it.</summary>
    /// <param name="question"><c>live</c> or <c>ready</c>.</param>
    public async Task<ProgramResult> HealthAsync(string question)
    {
        var start = StartInfo(_options, _scratch, [Program, "health", question]);
        var run = new ProgramRun(start.FileName, [.. start.ArgumentList]);
        foreach (var (name, value) in _options.Environment)
            run.Environment[name] = value;
        run.Environment["LUTHIEN_CONFIG"] = start.Environment["LUTHIEN_CONFIG"]!;
        return await run.RunAsync();
    }

    /// <summary>What the kernel says of the process, by name: <c>Uid</c>, <c>CapEff</c>, <c>NoNewPrivs</c>, <c>VmRSS</c>.</summary>
    public IReadOnlyDictionary<string, string> Status() =>
        File.ReadLines($"/proc/{_process.Id}/status").Select(line => line.Split(':', 2)).ToDictionary(parts => parts[0], parts => parts[1].Trim());

    /// <summary>Asks it to stop, as an engine does first.</summary>
    public void Terminate() => Signals.Terminate(_process.Id);

    /// <summary>Kills it, as the kernel does with a container that takes too much memory.</summary>
    public async Task KillAsync()
    {
        Signals.Send(_process.Id, Signals.Kill);
        await ExitedAsync();
    }

    /// <summary>Waits until it has exited; answers with the exit code.</summary>
    public async Task<int> ExitedAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    /// <summary>Starts the next one with the same volume, as <c>restart: unless-stopped</c> does once this one has ended.</summary>
    public Task<GatewayContainer> RestartAsync() => StartAsync(_options);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= _onExit;
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(Patience);
        _process.Dispose();
        _scratch.Delete(recursive: true);
    }

    async Task ListenAsync()
    {
        var clock = Stopwatch.StartNew();
        _process.OutputDataReceived += (_, line) => Output.Add(line.Data);
        _process.ErrorDataReceived += (_, line) => Output.Add(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await Output.LineAsync(line => Listening().IsMatch(line));
        StartedWithin = clock.Elapsed;
    }

    static ProcessStartInfo StartInfo(ContainerOptions options, DirectoryInfo scratch, string[] arguments)
    {
        var root = scratch.CreateSubdirectory("root").FullName;
        var quota = (options.Cpus * 100_000).ToString("0", CultureInfo.InvariantCulture);
        // shared/Microsoft.NETCore.App/VERSION/
        var runtime = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        var own = Path.Combine(scratch.FullName, "own");
        var start = new ProcessStartInfo("unshare",
            ["--mount", "--propagation", "private", "sh", "-c", Script, "container", root, runtime, options.Image.Path, own, options.Data, $"{options.User}", $"{options.Memory}", quota, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        CleanEnvironment.Set(start, "/tmp");
        start.Environment.Remove("DOTNET_ROOT");
        foreach (var (name, value) in options.Environment)
            start.Environment[name] = value;
        start.Environment["LUTHIEN_CONFIG"] = "/app/hocon/container.conf";
        return start;
    }

    [GeneratedRegex("LuthienProxy listens on http")]
    private static partial Regex Listening();
}
