using System.Diagnostics;
using LuthienProxy.Fixtures.Gateway;
using Npgsql;

namespace LuthienProxy.Fixtures.Databases;

/// <summary>
/// A real PostgreSQL server on a port and a folder of its own. Where it cannot be had, tests fail; none is skipped.
/// <code>
/// var server = await PostgresServer.SharedAsync();          // one for the whole test process: do not stop it
/// var url = await server.CreateDatabaseAsync();             // an empty database of the test's own
///
/// await using var own = await PostgresServer.StartAsync();  // one to kill
/// await own.KillAsync(); await own.StartAgainAsync();
/// </code>
/// </summary>
/// <remarks>
/// Databases may be created concurrently; everything else is for one caller at a time. Disposing removes every trace; so does the end of the test process,
/// also by <c>kill -9</c>.
/// </remarks>
public sealed class PostgresServer : IAsyncDisposable
{
    const string Administrator = "luthien";

    // Generous: two loaded cores may take many seconds; only a failure gets this long.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    static readonly Lazy<Task<PostgresServer>> Shared = new(() => StartAsync());

    readonly GuardedFolder _folder;
    readonly PostgresOptions _options;
    readonly string _password = Guid.NewGuid().ToString("N");
    Process? _process;
    int _databases;

    PostgresServer(GuardedFolder folder, PostgresOptions options)
    {
        _folder = folder;
        _options = options;
        Port = FreePorts.Take();
    }

    /// <summary>Where it listens on 127.0.0.1; stays the same when it is started again.</summary>
    public int Port { get; }

    /// <summary>What it has logged since it was last started.</summary>
    public ProgramOutput Output { get; private set; } = new(Patience);

    /// <summary>The disk that its data is on; may be filled when <see cref="PostgresOptions.DiskBytes"/> is set.</summary>
    public GuardedFolder Disk => _folder;

    string DataFolder => Path.Combine(_folder.Path, "data");

    int ProcessId => _process?.Id ?? throw new InvalidOperationException("The server does not run.");

    /// <summary>The one server of this test process; ends with it.</summary>
    public static Task<PostgresServer> SharedAsync() => Shared.Value;

    /// <summary>Starts a server of the test's own; it takes connections when this returns.</summary>
    public static async Task<PostgresServer> StartAsync(PostgresOptions? options = null)
    {
        options ??= new PostgresOptions();
        var server = new PostgresServer(await GuardedFolder.CreateAsync("postgres", options.DiskBytes, PostgresPrograms.User), options);
        try
        {
            await server.InitializeAsync();
            await server.StartAgainAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The URL of a database, as <c>DATABASE_URL</c> takes it.</summary>
    public string Url(string database = "postgres") => $"postgres://{Administrator}:{_password}@127.0.0.1:{Port}/{database}";

    /// <summary>Creates a database; answers with its URL. A template must have no connections.</summary>
    public async Task<string> CreateDatabaseAsync(string? template = null)
    {
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync($"create database {name}" + (template is null ? "" : $" template {template}"));
        return Url(name);
    }

    /// <summary>Runs a statement as the administrator, on a connection of its own; answers with the first value.</summary>
    public async Task<object?> ExecuteAsync(string sql, string database = "postgres")
    {
        await using var connection = new NpgsqlConnection($"Host=127.0.0.1;Port={Port};Username={Administrator};Password={_password};Database={database};Pooling=false;Timeout=30");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>Starts the server after a stop or a kill, on the same port and data.</summary>
    public async Task StartAgainAsync()
    {
        string[] settings =
        [
            .. Settings().SelectMany(setting => new[] { "-c", $"{setting.Key}={setting.Value}" }),
        ];
        var start = await PostgresPrograms.StartInfoAsync("postgres", _folder.Path, ["-D", DataFolder, "-h", "127.0.0.1", "-p", $"{Port}", .. settings]);
        Output = new ProgramOutput(Patience);
        var output = Output;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => output.Add(line.Data);
        _process.ErrorDataReceived += (_, line) => output.Add(line.Data);
        _process.Start();
        _folder.Guard(_process.Id);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await output.LineAsync(line => line.Contains("ready to accept connections", StringComparison.Ordinal));
    }

    /// <summary>Stops the server in good order; open connections are cut.</summary>
    public async Task StopAsync()
    {
        Signals.Send(ProcessId, Signals.Interrupt);
        await EndedAsync();
    }

    /// <summary>Kills the server and everything it started, as the end of a machine would.</summary>
    public async Task KillAsync()
    {
        var children = ProcessFamily.Signal(ProcessId, Signals.Kill);
        await EndedAsync();
        // A server does not start again while children of the one before are there.
        await ProcessFamily.EndedAsync(children);
    }

    /// <summary>Stops it in its tracks: connections stay open and nothing answers on them; new ones are accepted by the system, and hang.</summary>
    public void Pause() => ProcessFamily.Signal(ProcessId, Signals.Stop);

    /// <summary>Lets it go on after a pause.</summary>
    public void Resume() => ProcessFamily.Signal(ProcessId, Signals.Continue);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _folder.DisposeAsync();
        _process?.Dispose();
    }

    async Task EndedAsync()
    {
        await _process!.WaitForExitAsync().WaitAsync(Patience);
        _process.Dispose();
        _process = null;
    }

    async Task InitializeAsync()
    {
        var password = Path.Combine(_folder.Path, "password");
        await File.WriteAllTextAsync(password, _password);
        // Small segments of the write-ahead log: the smallest disk should hold a server.
        var start = await PostgresPrograms.StartInfoAsync("initdb", _folder.Path,
            "-D", DataFolder, "-U", Administrator, $"--pwfile={password}", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-sync", "--no-instructions", "--wal-segsize=4");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Close();
        await process.WaitForExitAsync().WaitAsync(Patience);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"initdb ended with {process.ExitCode}.\n{await output}\n{await errors}");
    }

    Dictionary<string, string> Settings()
    {
        var settings = new Dictionary<string, string>
        {
            // Only fsync: without synchronous_commit a killed server would lose what it had promised.
            ["fsync"] = _options.IsDurable ? "on" : "off",
            ["max_connections"] = $"{_options.MaxConnections}",
            ["unix_socket_directories"] = "",
            ["min_wal_size"] = "8MB",
            ["max_wal_size"] = _options.DiskBytes is null ? "256MB" : "16MB",
            ["log_min_messages"] = "warning",
        };
        foreach (var (name, value) in _options.Settings)
            settings[name] = value;
        return settings;
    }
}
