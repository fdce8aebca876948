using System.Net;
using System.Text;
using System.Text.Json;

namespace LuthienProxy.Host.Tests.Policies;

/// <summary>How the tests ask the policy API, and what a call under a policy answers.</summary>
static class PolicyAdmin
{
    public const string Path = "/admin/policy/";

    /// <summary>Sends a body with the admin key.</summary>
    public static Task<HttpResponseMessage> PolicyAsync(this TestGateway gateway, string path, string body = "", HttpMethod? method = null, string? actor = null)
    {
        var request = AdminAsking.Request(gateway.Address, Path + path, method ?? HttpMethod.Post, "Bearer " + AdminAsking.Key);
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (actor is not null)
            request.Headers.TryAddWithoutValidation("X-Luthien-Actor", actor);
        return gateway.AskAsync(request);
    }

    /// <summary>Does something that must succeed.</summary>
    public static async Task<JsonElement> DoneAsync(this TestGateway gateway, string path, string body = "", HttpMethod? method = null, string? actor = null)
    {
        using var response = await gateway.PolicyAsync(path, body, method, actor);
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonElement.Parse(text);
    }

    /// <summary>Makes an instance of a policy without settings active.</summary>
    public static Task<JsonElement> EnableAsync(this TestGateway gateway, string name, string policy) =>
        gateway.DoneAsync("enable", $$"""{ "name": "{{name}}", "policy": "{{policy}}" }""");

    /// <summary>What the node says that it runs.</summary>
    public static Task<JsonElement> CurrentAsync(this TestGateway gateway) => gateway.ReadAsync(Path + "current");

    /// <summary>Which version the node says that it runs: <c>name@version</c>.</summary>
    public static async Task<string> RunningAsync(this TestGateway gateway) => NameAndVersion(await gateway.CurrentAsync());

    public static string NameAndVersion(JsonElement policy) => $"{policy.GetProperty("name").GetString()}@{policy.GetProperty("version").GetInt32()}";

    /// <summary>The fields that a problem names, as <c>policy: field</c>.</summary>
    public static IEnumerable<string> Fields(JsonElement problem) =>
        problem.GetProperty("errors").EnumerateArray().Select(error => $"{error.GetProperty("policy").GetString()}: {error.GetProperty("field").GetString()}");

    /// <summary>Waits until something holds that is asked again and again.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds, int seconds = 30)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!await holds())
            await pause.WaitForNextTickAsync(patience.Token);
    }
}
