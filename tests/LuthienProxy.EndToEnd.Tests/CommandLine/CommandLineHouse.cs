using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LuthienProxy.Fixtures.Clients;
using LuthienProxy.Fixtures.Databases;
using LuthienProxy.Fixtures.Gateway;
using LuthienProxy.Fixtures.Upstream;

namespace LuthienProxy.EndToEnd.Tests.CommandLine;

/// <summary>A provider, a gateway with a policy that hangs for those who ask for it, and <c>pbm</c> before it.</summary>
public class CommandLineHouse : IAsyncLifetime
{
    const string Plugin = "LuthienProxy.SamplePlugin.Stuck";

    readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("pbm-house-");

    GuardedFolder _plugins = null!;
    HttpClient _http = null!;

    public ScriptedUpstream Upstream { get; private set; } = null!;

    public GatewayProcess Gateway { get; private set; } = null!;

    public GatewayAdmin Admin { get; private set; } = null!;

    public RawClient Client { get; private set; } = null!;

    /// <summary>Asks over the port, with the key.</summary>
    public PbmProgram Pbm { get; private set; } = null!;

    /// <summary>Stands where the gateway does and is told nothing: finds its socket, and its key.</summary>
    public PbmProgram Local { get; private set; } = null!;

    /// <summary>Both ways to a gateway, by their names.</summary>
    public static TheoryData<string> Ways => ["port", "socket"];

    public virtual async Task InitializeAsync()
    {
        _plugins = await GuardedFolder.CreateAsync("plugins");
        Upstream = await ScriptedUpstream.StartAsync();
        await File.WriteAllTextAsync(Path.Combine(_home.CreateSubdirectory("data").FullName, "admin-key"), GatewayAdmin.Key + "\n");
        Gateway = await GatewayProcess.StartAsync(new GatewayOptions
        {
            Upstream = Upstream.Address,
            Configuration = $"{await PluginAsync()}\nluthien.server.drain-timeout = 1s",
            Home = _home.FullName,
        });
        Admin = new GatewayAdmin(Gateway.Address);
        Client = new RawClient(Gateway.Address);
        _http = new HttpClient { BaseAddress = Gateway.Address, Timeout = TimeSpan.FromMinutes(2) };
        Pbm = new PbmProgram(Gateway.Address.Authority);
        Local = new PbmProgram(at: null, key: null, _home.FullName);
    }

    public virtual async Task DisposeAsync()
    {
        _http.Dispose();
        Client.Dispose();
        Admin.Dispose();
        await Gateway.DisposeAsync();
        await Upstream.DisposeAsync();
        await _plugins.DisposeAsync();
        _home.Delete(recursive: true);
    }

    /// <summary>Begins a streamed call; comes back when its head is there, which may be never.</summary>
    public async Task<HttpResponseMessage> CallAsync(string model, string? policy = null, CancellationToken cancellation = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions")
        {
            Content = new StringContent($$"""{"model":"{{model}}","stream":true,"messages":[{"role":"user","content":"hi"}]}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new("Bearer", RawClient.Key);
        if (policy is not null)
        {
            request.Headers.Add("X-Luthien-Policy", policy);
            request.Headers.Add("X-Luthien-Admin-Key", GatewayAdmin.Key);
        }
        return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
    }

    /// <summary>One of <see cref="Ways"/>.</summary>
    public PbmProgram By(string way) => way == "socket" ? Local : Pbm;

    /// <summary>Has a call answered, to its end on record; its transaction.</summary>
    public async Task<string> EndedCallAsync(string model)
    {
        using var answer = await CallAsync(model);
        await answer.Content.ReadAsStringAsync();
        await EndedAsync(IdOf(answer));
        return IdOf(answer);
    }

    /// <summary>Waits for the end of a call on record.</summary>
    public async Task EndedAsync(string id)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!(await Admin.ReadAsync("/debug/calls?limit=100")).GetProperty("calls").EnumerateArray().Any(call => HasEnded(call, id)))
            await pause.WaitForNextTickAsync(patience.Token);
    }

    /// <summary>The transaction that an answer belongs to.</summary>
    public static string IdOf(HttpResponseMessage response) => response.Headers.GetValues("X-Luthien-Transaction-Id").Single();

    /// <summary>Runs a line that must succeed; what it answered.</summary>
    public async Task<string> AskAsync(string line) => (await Pbm.RunAsync(line)).MustSucceed().Output;

    /// <summary>Runs a line until it answers so.</summary>
    public async Task<string> AskUntilAsync(string line, Func<string, bool> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var answer = await AskAsync(line);
        while (!isSo(answer))
        {
            if (patience.IsCancellationRequested)
                throw new TimeoutException($"{line} answered:\n{answer}");
            await pause.WaitForNextTickAsync();
            answer = await AskAsync(line);
        }
        return answer;
    }

    static bool HasEnded(JsonElement call, string id) => call.GetProperty("transaction_id").GetString() == id && call.GetProperty("state").GetString() != "open";

    async Task<string> PluginAsync()
    {
        var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var bytes = await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "..", "..", Plugin, configuration, Plugin + ".dll"));
        var folder = Directory.CreateDirectory(Path.Combine(_plugins.Path, "plugins")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(folder, Plugin + ".dll"), bytes);
        await File.WriteAllTextAsync(Path.Combine(_plugins.Path, "allowed.txt"), $"{Convert.ToHexStringLower(SHA256.HashData(bytes))}  {Plugin}.dll\n");
        return $$"""luthien.policy.plugins { directory = "{{folder}}", allow-list = "{{_plugins.Path}}/allowed.txt" }""";
    }
}
