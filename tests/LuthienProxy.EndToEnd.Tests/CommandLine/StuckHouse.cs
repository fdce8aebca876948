using System.Text;
using LuthienProxy.Fixtures.Gateway;

namespace LuthienProxy.EndToEnd.Tests.CommandLine;

/// <summary>A house of its own, in which one call is stuck already.</summary>
public sealed class StuckHouse : CommandLineHouse
{
    readonly CancellationTokenSource _leave = new();
    readonly List<Task> _calls = [];

    /// <summary>The actor that is stuck.</summary>
    public string Actor { get; private set; } = "";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        using var http = new HttpClient { BaseAddress = Gateway.Address, DefaultRequestHeaders = { Authorization = new("Bearer", GatewayAdmin.Key) } };
        using var definition = new StringContent("""{"name":"stuck","policies":[{"policy":"Stuck"}]}""", Encoding.UTF8, "application/json");
        (await http.PostAsync(new Uri("/admin/policy/create", UriKind.Relative), definition)).EnsureSuccessStatusCode();
        (Actor, _) = await CallAsync();
    }

    public override async Task DisposeAsync()
    {
        await _leave.CancelAsync();
        await Task.WhenAll(_calls).ContinueWith(_ => { }, TaskScheduler.Default);
        _leave.Dispose();
        await base.DisposeAsync();
    }

    /// <summary>Begins a call that hangs; its actor, and what the client will hear.</summary>
    public async Task<(string Actor, Task<HttpResponseMessage> Answer)> CallAsync()
    {
        var before = await ActorsAsync();
        var answer = CallAsync("stuck", policy: "stuck", _leave.Token);
        _calls.Add(answer);
        await AskUntilAsync("actor hierarchy --flat", paths => Calls(paths).Except(before).Any());
        return (Calls(await AskAsync("actor hierarchy --flat")).Except(before).Single(), answer);
    }

    async Task<string[]> ActorsAsync() => Calls(await AskAsync("actor hierarchy --flat"));

    static string[] Calls(string paths) => [.. paths.Split('\n').Where(path => path.StartsWith("/user/gateway/transactions/", StringComparison.Ordinal))];
}
