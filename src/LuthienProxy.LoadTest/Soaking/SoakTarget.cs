using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using LuthienProxy.LoadTest.Http;
using LuthienProxy.LoadTest.Measuring;

namespace LuthienProxy.LoadTest.Soaking;

/// <summary>A gateway that is weighed: its process from outside, its actors and its journal through its own API. Thread-safe.</summary>
sealed class SoakTarget : IDisposable
{
    readonly HttpClient _http;

    public SoakTarget(Target target, int process, string adminKey)
    {
        (Target, Process, AdminKey) = (target, process, adminKey);
        _http = new() { BaseAddress = target.Base };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", adminKey);
    }

    public Target Target { get; }

    public int Process { get; }

    public string AdminKey { get; }

    /// <summary>Actors that there are.</summary>
    public async Task<int> ActorsAsync(CancellationToken stop) => (await ReadAsync("api/system/actors", stop)).GetProperty("count").GetInt32();

    /// <summary>Batches that wait for the journal.</summary>
    public async Task<int> WaitingAsync(CancellationToken stop) => (await ReadAsync("api/system/journal", stop)).GetProperty("queue_depth").GetInt32();

    /// <summary>Its process; the kernel's figures.</summary>
    /// <exception cref="LoadException">It is gone.</exception>
    public ProcessSample Figures() => ProcessProbe.Read(Process) ?? throw new LoadException(ExitStatus.Unreachable, $"Process {Process} cannot be read.");

    /// <summary>Has policies used from now on.</summary>
    /// <exception cref="LoadException">The gateway refused them.</exception>
    public async Task EnableAsync(string policies, CancellationToken stop)
    {
        using var body = new StringContent($$"""{"name":"soak","description":"","policies":{{policies}}}""", Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync(new Uri("admin/policy/enable", UriKind.Relative), body, stop);
        if (!response.IsSuccessStatusCode)
            throw new LoadException(ExitStatus.Usage, $"The gateway refused the policies: {await response.Content.ReadAsStringAsync(stop)}");
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    async Task<JsonElement> ReadAsync(string path, CancellationToken stop) => JsonElement.Parse(await _http.GetStringAsync(new Uri(path, UriKind.Relative), stop));
}
