using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LuthienProxy.Demo.Gateways;

/// <summary>The gateway's admin API, as far as the demo needs it.</summary>
sealed class AdminApi : IDisposable
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    readonly HttpClient _http;

    /// <summary>Asks with a key that the gateway has made for itself.</summary>
    public AdminApi(Uri gateway, string key) =>
        _http = new HttpClient { BaseAddress = gateway, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) } };

    /// <summary>Makes a policy active; it is when this returns.</summary>
    public async Task EnableAsync(string name, string policy, CancellationToken cancellation)
    {
        using var response = await _http.PostAsJsonAsync("admin/policy/enable", new JsonObject { ["name"] = name, ["policy"] = policy }, cancellation);
        if (!response.IsSuccessStatusCode)
            throw new DemoException($"The policy was not activated: {await response.Content.ReadAsStringAsync(cancellation)}");
    }

    /// <summary>Waits until these calls are on record to their ends: recording does not make clients wait.</summary>
    public async Task RecordedAsync(IEnumerable<string> transactions, CancellationToken cancellation)
    {
        using var pause = new PeriodicTimer(Pause);
        foreach (var transaction in transactions)
            while (!await IsRecordedAsync(transaction, cancellation))
                await pause.WaitForNextTickAsync(cancellation);
    }

    /// <summary>The newest call in which a policy changed or stopped something; null when there is none.</summary>
    public async Task<string?> LastIntervenedAsync(CancellationToken cancellation) =>
        (await AskAsync("debug/calls?intervened=true&limit=1", cancellation)).GetProperty("calls").EnumerateArray().Select(call => call.GetProperty("transaction_id").GetString()).FirstOrDefault();

    /// <summary>What the model said that the client did not get as it was, and what stood there instead.</summary>
    public async Task<Difference> DifferenceAsync(string transaction, CancellationToken cancellation)
    {
        var diff = await AskAsync($"debug/calls/{transaction}/diff", cancellation);
        var changed = diff.GetProperty("response").GetProperty("blocks").EnumerateArray().Where(block => block.GetProperty("change").GetString() != "same").ToList();
        return new(Told(changed, "before"), Told(changed, "after"));
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    async Task<bool> IsRecordedAsync(string transaction, CancellationToken cancellation)
    {
        using var response = await _http.GetAsync($"debug/calls/{transaction}", cancellation);
        return response.IsSuccessStatusCode
            && JsonElement.Parse(await response.Content.ReadAsStringAsync(cancellation)).GetProperty("call").GetProperty("state").GetString() != "open";
    }

    async Task<JsonElement> AskAsync(string path, CancellationToken cancellation) => JsonElement.Parse(await _http.GetStringAsync(path, cancellation));

    static string Told(IEnumerable<JsonElement> blocks, string side) => string.Join('\n', blocks
        .Select(block => block.GetProperty(side)).Where(block => block.ValueKind == JsonValueKind.Object)
        .Select(block => $"{block.GetProperty("tool_name").GetString()} {block.GetProperty("text").GetString()}".Trim()));
}
