using System.Globalization;
using System.Text;
using System.Text.Json;
using LuthienProxy.Fixtures.Gateway;
using LuthienProxy.Fixtures.Transcripts;
using LuthienProxy.Fixtures.Upstream;
using LuthienProxy.Simulator;

namespace LuthienProxy.EndToEnd.Tests.Policies;

/// <summary>A strict provider, a model that judges, and one gateway before both, whose policies the tests choose. One test at a time.</summary>
public class PolicyHouse : IAsyncLifetime
{
    /// <summary>The judge condemns what holds this word.</summary>
    public const string Condemned = "condemned-by-the-judge";

    /// <summary>What the judge says of it.</summary>
    public const string Sentence = "It would do what nobody asked for.";

    // Generous: the record of a call is at most a second behind.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    GatewayAdmin _admin = null!;
    string? _policies;

    /// <summary>The provider. It refuses transcripts that the real ones would refuse.</summary>
    public ScriptedUpstream Upstream { get; private set; } = null!;

    /// <summary>The provider of the model that judges.</summary>
    public ScriptedUpstream Judge { get; private set; } = null!;

    /// <summary>The gateway.</summary>
    public GatewayProcess Gateway { get; private set; } = null!;

    /// <summary>What the provider had to refuse since <see cref="Play"/>.</summary>
    public StrictProvider Strict { get; private set; } = new();

    public async Task InitializeAsync()
    {
        Upstream = await ScriptedUpstream.StartAsync();
        Judge = await ScriptedUpstream.StartAsync();
        Judge.Answers.Otherwise(Verdict);
        Gateway = await GatewayProcess.StartAsync(new GatewayOptions
        {
            Upstream = Upstream.Address,
            Configuration = $$"""luthien.upstreams.judge { provider = anthropic, base-url = "{{Judge.Address}}", api-key = "sk-of-the-server" }""",
            Environment = new Dictionary<string, string>([GatewayAdmin.Variable]),
        });
        _admin = new GatewayAdmin(Gateway.Address);
    }

    public virtual async Task DisposeAsync()
    {
        _admin.Dispose();
        await Gateway.DisposeAsync();
        await Judge.DisposeAsync();
        await Upstream.DisposeAsync();
    }

    /// <summary>From now on every call runs under these policies, each as it stands in a list (JSON); without any, under none.</summary>
    public async Task UseAsync(params IReadOnlyList<string> policies)
    {
        var wanted = string.Join(", ", policies);
        if (wanted == (_policies ?? ""))
            return;
        await _admin.EnableAsync($$"""{ "name": "of-the-test", "policies": [ {{wanted}} ] }""");
        _policies = wanted;
    }

    /// <summary>From now on the provider's model answers like this, to transcripts that are in order.</summary>
    public void Play(Func<SimulatorRequest, ScriptedAnswer> model)
    {
        Strict = new StrictProvider();
        Upstream.Answers.Otherwise(Strict.Before(model));
    }

    /// <summary>The decisions on record about the calls since then; waits until so many calls are on record with their ends.</summary>
    public async Task<IReadOnlyList<JsonElement>> DecisionsAsync(DateTimeOffset since, int calls)
    {
        var path = $"/debug/calls?from={since.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)}";
        using var patience = new CancellationTokenSource(Patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        var ended = await EndedAsync(path);
        while (ended.Count < calls)
        {
            await pause.WaitForNextTickAsync(patience.Token);
            ended = await EndedAsync(path);
        }
        var whole = await Task.WhenAll(ended.Select(id => _admin.ReadAsync($"/debug/calls/{id}")));
        return [.. whole.SelectMany(call => call.GetProperty("decisions").EnumerateArray())];
    }

    async Task<IReadOnlyList<string>> EndedAsync(string path) =>
        [.. (await _admin.ReadAsync(path)).GetProperty("calls").EnumerateArray().Where(call => call.GetProperty("state").GetString() != "open").Select(call => call.GetProperty("transaction_id").GetString()!)];

    static ScriptedAnswer Verdict(SimulatorRequest request) => ScriptedAnswer.Says(Encoding.UTF8.GetString(request.Body.Span).Contains(Condemned, StringComparison.Ordinal)
        ? $$"""{"probability": 0.97, "explanation": "{{Sentence}}"}"""
        : """{"probability": 0.02, "explanation": "It does what was asked for."}""");
}
