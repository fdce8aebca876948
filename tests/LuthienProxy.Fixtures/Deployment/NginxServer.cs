using System.Diagnostics;
using LuthienProxy.Fixtures.Databases;
using LuthienProxy.Fixtures.Gateway;
using LuthienProxy.Fixtures.Provisioning;

namespace LuthienProxy.Fixtures.Deployment;

/// <summary>A real nginx with the committed configuration, of which only names, ports and paths are replaced. Where it cannot be had, tests fail; none is skipped.</summary>
/// <remarks>For one caller at a time. Disposing kills it and removes every trace; so does the end of the test process.</remarks>
public sealed class NginxServer : IAsyncDisposable
{
    const string Program = "nginx";
    const int Hangup = 1;
    const int Workers = 2;

    // Debian's own; not root, as in the container.
    const string User = "www-data";

    // Generous: two loaded cores may take many seconds; only a failure gets this long.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    static readonly Lazy<Task> Installed = new(() => Provisioner.RunAloneAsync(Program, () => DebianPackages.NeedAsync(Program, Exists, "nginx-light")));

    readonly GuardedFolder _folder;
    readonly string _configuration;
    Process? _process;

    NginxServer(GuardedFolder folder, int port, string configuration)
    {
        _folder = folder;
        Address = new Uri($"http://127.0.0.1:{port}/");
        _configuration = configuration;
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>What it has logged.</summary>
    public ProgramOutput Output { get; } = new(Patience);

    string ConfigurationFile => Path.Combine(_folder.Path, "nginx.conf");

    /// <summary>Starts it; it takes connections when this returns.</summary>
    /// <param name="gateways">Where the servers of its configuration are, by their names and ports there.</param>
    public static async Task<NginxServer> StartAsync(IReadOnlyDictionary<string, Uri> gateways)
    {
        await Installed.Value;
        var folder = await GuardedFolder.CreateAsync(Program, owner: Environment.UserName == "root" ? User : null);
        var port = FreePorts.Take();
        var configuration = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "deploy", "nginx", "nginx.conf"));
        foreach (var (name, address) in gateways)
            configuration = Replaced(configuration, $"server {name} ", $"server {address.Authority} ");
        configuration = Replaced(configuration, "listen 8080;", $"listen 127.0.0.1:{port};");
        configuration = Replaced(configuration, "/tmp/", folder.Path + "/");
        // The test's pipes belong to another user; and reloads are only told of as notices.
        configuration = Replaced(configuration, "error_log /dev/stderr warn;", "error_log stderr notice;");
        configuration = Replaced(configuration, "access_log /dev/stdout ", $"access_log {folder.Path}/access.log ");
        var server = new NginxServer(folder, port, configuration);
        try
        {
            await server.ListenAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Takes a gateway out, as the page on deployment says: its line gets <c>down</c>, and the configuration is read again.</summary>
    public Task TakeOutAsync(Uri gateway) => ReloadAsync(Replaced(_configuration, $"server {gateway.Authority} ", $"server {gateway.Authority} down "));

    /// <summary>Reads the configuration again as it was at first.</summary>
    public Task TakeBackAsync() => ReloadAsync(_configuration);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _folder.DisposeAsync();
        _process?.Dispose();
    }

    async Task ListenAsync()
    {
        await File.WriteAllTextAsync(ConfigurationFile, _configuration);
        var start = StartInfo("-g", "daemon off;");
        CleanEnvironment.Set(start, _folder.Path);
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Output.Add(line.Data);
        _process.ErrorDataReceived += (_, line) => Output.Add(line.Data);
        _process.Start();
        _folder.Guard(_process.Id);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await TimesAsync("start worker process ", Workers);
    }

    // The old workers end in good order: from when they say so, new connections go to the new ones.
    async Task ReloadAsync(string configuration)
    {
        const string Ending = "gracefully shutting down";
        var before = Output.Lines.Count(line => line.Contains(Ending, StringComparison.Ordinal));
        await File.WriteAllTextAsync(ConfigurationFile, configuration);
        Signals.Send(_process!.Id, Hangup);
        await TimesAsync(Ending, before + Workers);
    }

    Task<string> TimesAsync(string text, int times)
    {
        var seen = 0;
        return Output.LineAsync(line => line.Contains(text, StringComparison.Ordinal) && ++seen == times);
    }

    ProcessStartInfo StartInfo(params string[] arguments)
    {
        string[] all = ["-c", ConfigurationFile, "-e", "stderr", .. arguments];
        var start = Environment.UserName == "root"
            ? new ProcessStartInfo("setpriv", [$"--reuid={User}", $"--regid={User}", "--clear-groups", "--no-new-privs", "--bounding-set=-all", "--inh-caps=-all", Find(), .. all])
            : new ProcessStartInfo(Find(), all);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.UseShellExecute = false;
        return start;
    }

    static string Replaced(string text, string what, string by) =>
        text.Contains(what, StringComparison.Ordinal) ? text.Replace(what, by, StringComparison.Ordinal) : throw new InvalidOperationException($"nginx.conf does not hold \"{what}\".");

    static bool Exists(string program) => Candidates(program).Any(File.Exists);

    static string Find() => Candidates(Program).First(File.Exists);

    // /usr/sbin is on the path of administrators only.
    static IEnumerable<string> Candidates(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin").Select(folder => Path.Combine(folder, program));
}
