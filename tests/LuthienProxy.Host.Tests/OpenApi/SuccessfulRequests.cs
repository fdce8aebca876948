using System.Text;
using LuthienProxy.Host.Tests.Policies;

namespace LuthienProxy.Host.Tests.OpenApi;

/// <summary>A request for each operation that must succeed in a healthy gateway.</summary>
static class SuccessfulRequests
{
    const string Definition = """{ "name": "tried", "policy": "NoOp" }""";

    static readonly Dictionary<string, Func<EveryRouteHouse, Task<HttpRequestMessage>>> Table = new()
    {
        ["createMessage"] = _ => At(Asking.Request(SimulatorApi.Messages)),
        ["createChatCompletion"] = _ => At(Asking.Request(SimulatorApi.ChatCompletions)),
        ["createResponse"] = _ => At(Asking.Request(SimulatorApi.Responses)),
        ["countMessageTokens"] = _ => At(Count()),
        ["listModels"] = _ => Open("/v1/models"),
        ["getModel"] = _ => Open("/v1/models/sim/hello"),
        ["listCalls"] = house => Get(house, "/debug/calls?limit=3&intervened=true&state=completed"),
        ["getCall"] = house => Get(house, $"/debug/calls/{house.Call}"),
        ["listCallEvents"] = house => Get(house, $"/debug/calls/{house.Call}/events"),
        ["getCallDiff"] = house => Get(house, $"/debug/calls/{house.Call}/diff"),
        ["searchCalls"] = house => Get(house, "/api/search?text=heron"),
        ["listSessions"] = house => Get(house, "/api/sessions"),
        ["getSession"] = house => Get(house, $"/api/sessions/{EveryRouteHouse.Session}"),
        ["exportSession"] = house => Get(house, $"/api/sessions/{EveryRouteHouse.Session}/export"),
        ["archiveCalls"] = house => Do(house, HttpMethod.Post, "/admin/journal/archive?limit=1"),
        ["importCalls"] = house => Do(house, HttpMethod.Post, $"/admin/journal/import?file={house.Archive}"),
        ["listPolicyTypes"] = house => Get(house, "/admin/policy/list"),
        ["getPolicyFileSchema"] = house => Get(house, "/admin/policy/schema"),
        ["getCurrentPolicy"] = house => Get(house, "/admin/policy/current"),
        ["listPolicyInstances"] = house => Get(house, "/admin/policy/instances"),
        ["getPolicyInstance"] = house => Get(house, $"/admin/policy/instances/{EveryRouteHouse.Instance}"),
        ["getPolicyVersion"] = house => Get(house, $"/admin/policy/instances/{EveryRouteHouse.Instance}/versions/1"),
        ["comparePolicyVersions"] = house => Get(house, $"/admin/policy/instances/{EveryRouteHouse.Instance}/diff?from=1&to=2"),
        ["listPolicyChanges"] = house => Get(house, "/admin/policy/history"),
        ["validatePolicy"] = house => Do(house, HttpMethod.Post, "/admin/policy/validate", Definition),
        ["createPolicy"] = house => Do(house, HttpMethod.Post, "/admin/policy/create", Definition),
        ["enablePolicy"] = house => Do(house, HttpMethod.Post, "/admin/policy/enable", Definition),
        ["activatePolicy"] = house => Do(house, HttpMethod.Post, "/admin/policy/activate", $$"""{ "name": "{{EveryRouteHouse.Instance}}", "version": 1 }"""),
        ["rollbackPolicy"] = async house =>
        {
            await house.Gateway.DoneAsync("activate", $$"""{ "name": "{{EveryRouteHouse.Instance}}", "version": 1 }""");
            await house.Gateway.DoneAsync("activate", $$"""{ "name": "{{EveryRouteHouse.Instance}}", "version": 2 }""");
            return await Do(house, HttpMethod.Post, "/admin/policy/rollback");
        },
        ["deactivatePolicy"] = house => Do(house, HttpMethod.Post, "/admin/policy/deactivate"),
        ["deletePolicyInstance"] = async house =>
        {
            await house.UnusedAsync("unused");
            return await Do(house, HttpMethod.Delete, "/admin/policy/instances/unused");
        },
        ["deletePolicyVersion"] = async house =>
        {
            await house.UnusedAsync("unused-version");
            return await Do(house, HttpMethod.Delete, "/admin/policy/instances/unused-version/versions/1");
        },
        ["tryPolicy"] = house => Do(house, HttpMethod.Post, "/api/policy/try", """{ "chain": [{ "policy": "AllCaps" }], "format": "anthropic-messages", "model": "sim/hello", "prompt": "Hello" }"""),
        ["replayCalls"] = house => Do(house, HttpMethod.Post, "/api/policy/replay?limit=3", """{ "chain": [{ "policy": "AllCaps" }], "diff": true }"""),
        ["getShadow"] = house => Get(house, "/api/policy/shadow?since=2026-01-01T00:00:00Z"),
        ["streamActivity"] = house => Get(house, "/activity/stream"),
        ["getNodes"] = house => Get(house, "/api/system/nodes"),
        ["getDependencies"] = house => Get(house, "/api/system/dependencies"),
        ["getActors"] = house => Get(house, "/api/system/actors"),
        ["getJournal"] = house => Get(house, "/api/system/journal"),
        ["listRunningCalls"] = house => Get(house, "/api/system/calls?state=streaming&stream=true&older_ms=1&limit=3"),
        ["getRunningCall"] = async house => await Get(house, $"/api/system/calls/{await house.RunningAsync()}"),
        ["stopActor"] = async house => await Do(house, HttpMethod.Post, "/api/system/actors/stop", $$"""{ "path": "/user/gateway/transactions/{{await house.RunningAsync()}}" }"""),
        ["killActor"] = async house => await Do(house, HttpMethod.Post, "/api/system/actors/kill", $$"""{ "path": "/user/gateway/transactions/{{await house.RunningAsync()}}" }"""),
        ["getDeadLetters"] = house => Get(house, "/api/system/dead-letters?after=1"),
        ["clearDeadLetters"] = house => Do(house, HttpMethod.Post, "/api/system/dead-letters/clear"),
        ["getStats"] = house => Get(house, "/api/system/stats"),
        ["resetStats"] = house => Do(house, HttpMethod.Post, "/api/system/stats/reset"),
        ["stopCall"] = async house => await Do(house, HttpMethod.Post, $"/api/system/calls/{await house.RunningAsync()}/stop?grace_ms=10"),
        ["killCall"] = async house => await Do(house, HttpMethod.Post, $"/api/system/calls/{await house.RunningAsync()}/kill"),
        ["getSettings"] = house => Get(house, "/api/system/settings"),
        ["getCallDelivered"] = house => Get(house, $"/debug/calls/{house.Call}/delivered"),
        ["getLog"] = house => Get(house, "/api/system/log?limit=5&level=information"),
        ["streamLog"] = house => Get(house, "/api/system/log/stream"),
        ["streamJournal"] = house => Get(house, "/api/system/journal/stream"),
        ["setLogLevel"] = house => Do(house, HttpMethod.Post, "/api/system/log/level?level=fatal&for_ms=600000"),
        ["getInfo"] = house => Get(house, "/api/system/info"),
        ["getManifest"] = house => Get(house, "/api/system/manifest"),
        ["flushJournal"] = house => Do(house, HttpMethod.Post, "/api/system/journal/flush?timeout_ms=10000"),
        // Of a gateway of its own: the others need theirs.
        ["shutDown"] = async house => AdminAsking.Request((await house.OtherAsync()).Address, "/api/system/shutdown?drain_ms=0", HttpMethod.Post, "Bearer " + AdminAsking.Key),
        ["listChanges"] = house => Get(house, "/api/system/changes?limit=3&outcome=done"),
        ["signIn"] = house => At(SignedIn.Tries(house.Gateway.Address)),
        ["getSessionOfPage"] = async house => (await SignedIn.AtAsync(house.Gateway)).Request(house.Gateway.Address, "/api/session"),
        ["signOut"] = async house => (await SignedIn.AtAsync(house.Gateway)).Request(house.Gateway.Address, "/api/session", HttpMethod.Delete),
        ["getOpenApi"] = _ => Open("/openapi/v1.json"),
        ["getHealth"] = _ => Open("/health"),
        ["getLiveness"] = _ => Open("/health/live"),
        ["getReadiness"] = _ => Open("/health/ready"),
        ["getPageIndex"] = _ => Open("/"),
        ["getPageActivity"] = _ => Open("/activity/monitor"),
        ["getPageCall"] = house => Open($"/calls/{house.Call}"),
        ["getPageDiff"] = _ => Open("/debug/diff"),
        ["getPageHistory"] = _ => Open("/history"),
        ["getPageSession"] = _ => Open($"/sessions/{EveryRouteHouse.Session}"),
        ["getPagePolicyConfig"] = _ => Open("/policy-config"),
        ["getPageSystem"] = _ => Open("/system"),
        ["getAsset"] = house => Open($"/assets/{house.Fingerprint}/js/pages/home.js"),
        ["reportCsp"] = _ => At(new HttpRequestMessage(HttpMethod.Post, "/csp-report")
        {
            Content = new StringContent("""{ "csp-report": { "document-uri": "http://127.0.0.1/", "violated-directive": "script-src", "blocked-uri": "inline" } }""", Encoding.UTF8, "application/csp-report"),
        }),
    };

    /// <summary>The operations that have one.</summary>
    public static IEnumerable<string> Operations => Table.Keys;

    /// <summary>A request for this operation; what it needs is there when it is sent.</summary>
    public static async Task<HttpRequestMessage> OfAsync(string operation, HttpMethod method, EveryRouteHouse house)
    {
        var request = await Table[operation](house);
        // HEAD asks for what GET asks for.
        request.Method = method;
        return request;
    }

    static Task<HttpRequestMessage> At(HttpRequestMessage request) => Task.FromResult(request);

    static Task<HttpRequestMessage> Open(string path) => At(new HttpRequestMessage(HttpMethod.Get, path));

    static Task<HttpRequestMessage> Get(EveryRouteHouse house, string path) => Do(house, HttpMethod.Get, path);

    static Task<HttpRequestMessage> Do(EveryRouteHouse house, HttpMethod method, string path, string? body = null)
    {
        var request = AdminAsking.Request(house.Gateway.Address, path, method, "Bearer " + AdminAsking.Key);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        return At(request);
    }

    static HttpRequestMessage Count()
    {
        var request = Asking.Request(SimulatorApi.Messages, Asking.Body(SimulatorApi.Messages, model: "sim/hello"));
        request.RequestUri = new Uri("/v1/messages/count_tokens", UriKind.Relative);
        return request;
    }
}
