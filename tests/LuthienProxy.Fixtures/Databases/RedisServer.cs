using System.Diagnostics;
using LuthienProxy.Fixtures.Gateway;
using LuthienProxy.Fixtures.Provisioning;

namespace LuthienProxy.Fixtures.Databases;

/// <summary>
/// A real Redis server on a port of its own. Where it cannot be had, tests fail; none is skipped.
/// <code>
/// await using var redis = await RedisServer.StartAsync();
/// var url = redis.Url();                                     // as REDIS_URL takes it
/// await redis.KillAsync(); await redis.StartAgainAsync();    // empty, as after a restart without persistence
/// </code>
/// </summary>
/// <remarks>For one caller at a time. Disposing removes every trace; so does the end of the test process, also by <c>kill -9</c>.</remarks>
public sealed class RedisServer : IAsyncDisposable
{
    const string Program = "redis-server";

    // Generous: two loaded cores may take many seconds; only a failure gets this long.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    static readonly Lazy<Task> Installed = new(() => Provisioner.RunAloneAsync("redis", () => DebianPackages.NeedAsync(Program, Program)));

    readonly GuardedFolder _folder;
    readonly RedisServerOptions _options;
    Process? _process;

    RedisServer(GuardedFolder folder, RedisServerOptions options)
    {
        _folder = folder;
        _options = options;
        Port = FreePorts.Take();
    }

    /// <summary>Where it listens on 127.0.0.1; stays the same when it is started again.</summary>
    public int Port { get; }

    /// <summary>What it has logged since it was last started.</summary>
    public ProgramOutput Output { get; private set; } = new(Patience);

    int ProcessId => _process?.Id ?? throw new InvalidOperationException("The server does not run.");

    /// <summary>Starts a server of the test's own; it takes connections when this returns.</summary>
    public static async Task<RedisServer> StartAsync(RedisServerOptions? options = null)
    {
        var server = await PrepareAsync(options);
        try
        {
            await server.StartAgainAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>A server that is not started yet: its port is known, and nothing listens there.</summary>
    public static async Task<RedisServer> PrepareAsync(RedisServerOptions? options = null)
    {
        await Installed.Value;
        var server = new RedisServer(await GuardedFolder.CreateAsync("redis"), options ?? new RedisServerOptions());
        await server.WriteCertificateAsync();
        return server;
    }

    /// <summary>Its URL, as <c>REDIS_URL</c> takes it.</summary>
    /// <param name="password">Instead of the server's own; empty for none.</param>
    public string Url(string? password = null)
    {
        var secret = password ?? _options.Password ?? "";
        return $"{(_options.Certificate is null ? "redis" : "rediss")}://{(secret.Length > 0 ? $":{secret}@" : "")}localhost:{Port}/0";
    }

    /// <summary>Starts the server, for the first time or after a stop or a kill, on the same port and empty.</summary>
    public async Task StartAgainAsync()
    {
        var start = new ProcessStartInfo(Program, Arguments())
        {
            WorkingDirectory = _folder.Path,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        CleanEnvironment.Set(start, _folder.Path);
        Output = new ProgramOutput(Patience);
        var output = Output;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => output.Add(line.Data);
        _process.ErrorDataReceived += (_, line) => output.Add(line.Data);
        _process.Start();
        _folder.Guard(_process.Id);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await output.LineAsync(line => line.Contains("Ready to accept connections", StringComparison.Ordinal));
    }

    /// <summary>Kills the server; its connections are cut.</summary>
    public async Task KillAsync()
    {
        Signals.Send(ProcessId, Signals.Kill);
        await _process!.WaitForExitAsync().WaitAsync(Patience);
        _process.Dispose();
        _process = null;
    }

    /// <summary>Stops it in its tracks: connections stay open and nothing answers on them.</summary>
    public void Pause() => Signals.Send(ProcessId, Signals.Stop);

    /// <summary>Lets it go on after a pause.</summary>
    public void Resume() => Signals.Send(ProcessId, Signals.Continue);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _folder.DisposeAsync();
        _process?.Dispose();
    }

    string[] Arguments()
    {
        string[] listening = _options.Certificate is null
            ? ["--port", $"{Port}"]
            : ["--port", "0", "--tls-port", $"{Port}", "--tls-cert-file", "server.pem", "--tls-key-file", "server.key", "--tls-auth-clients", "no"];
        string[] password = _options.Password is { } secret ? ["--requirepass", secret] : [];
        return [.. listening, .. password, "--bind", "127.0.0.1", "-::1", "--save", "", "--appendonly", "no", "--daemonize", "no", "--dir", _folder.Path];
    }

    async Task WriteCertificateAsync()
    {
        if (_options.Certificate is not { } certificate)
            return;
        using var key = System.Security.Cryptography.X509Certificates.RSACertificateExtensions.GetRSAPrivateKey(certificate)!;
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "server.pem"), certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "server.key"), key.ExportPkcs8PrivateKeyPem());
    }
}
