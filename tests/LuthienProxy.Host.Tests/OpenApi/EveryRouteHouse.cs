using System.Collections.Concurrent;
using System.Text.Json;
using LuthienProxy.Host.Tests.Policies;

namespace LuthienProxy.Host.Tests.OpenApi;

/// <summary>A healthy gateway where something has happened: a call of a session, an instance of policies with versions, an archive.</summary>
public sealed class EveryRouteHouse : IAsyncLifetime
{
    public const string Session = "the-session";
    public const string Instance = "house";

    ScriptedUpstream _upstream = null!;
    readonly List<TestGateway> _others = [];
    // An answer that nobody holds is collected, and its connection with it: the call would end as one whose client has left.
    readonly ConcurrentQueue<HttpResponseMessage> _running = [];

    public TestGateway Gateway { get; private set; } = null!;

    /// <summary>A call on record.</summary>
    public string Call { get; private set; } = "";

    /// <summary>An archive in the gateway's folder.</summary>
    public string Archive { get; private set; } = "";

    /// <summary>The fingerprint of the pages' files.</summary>
    public string Fingerprint { get; private set; } = "";

    public async Task InitializeAsync()
    {
        _upstream = await ScriptedUpstream.StartAsync();
        _upstream.Answers.Otherwise(ScriptedAnswer.Says("The heron lands."));
        Gateway = await TestGateway.StartAsync(_upstream, "luthien.server.drain-timeout = 10ms", AdminAsking.Variable);
        // Whoever stays signed in must not be asked to wait when all routes are tried.
        await Gateway.DoneAsync("enable", $$"""{ "name": "{{Instance}}", "policy": "AllCaps" }""");
        await Gateway.DoneAsync("create", $$"""{ "name": "{{Instance}}", "policies": [{ "policy": "AllCaps" }, { "policy": "NoOp", "mode": "shadow" }] }""");
        using var request = Asking.Request(SimulatorApi.Messages);
        request.Headers.TryAddWithoutValidation("x-claude-code-session-id", Session);
        using var answer = await Gateway.AskAsync(request);
        Call = answer.Headers.GetValues("X-Luthien-Transaction-Id").Single();
        await answer.Content.ReadAsByteArrayAsync();
        await Gateway.EndedAsync(Call);
        using var archived = await Gateway.AdminAsync("/admin/journal/archive", HttpMethod.Post);
        Archive = JsonElement.Parse(await archived.Content.ReadAsStringAsync()).GetProperty("file").GetString()!;
        Fingerprint = (await Gateway.Client.GetStringAsync("/")).Split("/assets/")[1].Split('/')[0];
    }

    public async Task DisposeAsync()
    {
        foreach (var answer in _running)
            answer.Dispose();
        await Gateway.DisposeAsync();
        foreach (var other in _others)
            await other.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    /// <summary>A call that runs until somebody ends it.</summary>
    public async Task<string> RunningAsync()
    {
        _upstream.Answers.Then(ScriptedAnswer.SaysLong(10).With(FaultKind.StallMidStream));
        var answer = await Gateway.AskAsync(SimulatorApi.Messages, Asking.Body(SimulatorApi.Messages, stream: true));
        _running.Enqueue(answer);
        return answer.Headers.GetValues("X-Luthien-Transaction-Id").Single();
    }

    /// <summary>Another gateway, for what one does not outlive.</summary>
    public async Task<TestGateway> OtherAsync()
    {
        var other = await TestGateway.StartAsync(_upstream, "luthien.server.drain-timeout = 10ms", AdminAsking.Variable);
        _others.Add(other);
        return other;
    }

    /// <summary>A version that nothing runs, of an instance with this name.</summary>
    public Task UnusedAsync(string name) => Gateway.DoneAsync("create", $$"""{ "name": "{{name}}", "policy": "NoOp" }""");
}
