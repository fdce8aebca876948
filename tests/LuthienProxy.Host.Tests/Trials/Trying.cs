using System.Net;
using System.Text;
using System.Text.Json;
using LuthienProxy.Host.Tests.Policies;

namespace LuthienProxy.Host.Tests.Trials;

/// <summary>How the tests try a prompt against a chain.</summary>
static class Trying
{
    public const string Path = "/api/policy/try";
    public const string ServerKey = "sk-of-the-server";

    /// <summary>Both providers' keys of the server.</summary>
    public static (string Name, string Value)[] Keys => [AdminAsking.Variable, ("OPENAI_API_KEY", ServerKey), ("ANTHROPIC_API_KEY", ServerKey)];

    public static string FormatOf(SimulatorApi api) => api switch
    {
        SimulatorApi.ChatCompletions => "openai-chat",
        SimulatorApi.Responses => "openai-responses",
        _ => "anthropic-messages",
    };

    /// <summary>A body; <paramref name="chain"/> is JSON, the others are texts.</summary>
    public static string Body(string chain, string model = "sim/hello", string format = "anthropic-messages", string prompt = "Say hello.") =>
        $$"""{ "chain": {{chain}}, "format": {{JsonSerializer.Serialize(format)}}, "model": {{JsonSerializer.Serialize(model)}}, "prompt": {{JsonSerializer.Serialize(prompt)}} }""";

    /// <summary>A chain of one policy.</summary>
    public static string Chain(string policy, string config = "{}", string mode = "enforce") => $$"""[{ "policy": "{{policy}}", "config": {{config}}, "mode": "{{mode}}" }]""";

    /// <summary>Sends a body and returns with the head.</summary>
    public static Task<HttpResponseMessage> TryAsync(this TestGateway gateway, string body, CancellationToken cancellation = default)
    {
        var request = AdminAsking.Request(gateway.Address, Path, HttpMethod.Post, "Bearer " + AdminAsking.Key);
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return gateway.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
    }

    /// <summary>Tries something that must be answered.</summary>
    public static async Task<JsonElement> TriedAsync(this TestGateway gateway, string body)
    {
        using var response = await gateway.TryAsync(body);
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        var tried = JsonElement.Parse(text);
        tried.GetProperty("transaction_id").GetString().ShouldBe(IdOf(response));
        return tried;
    }

    /// <summary>Where a call stands on record, once it is there.</summary>
    public static async Task<string> StandsAsync(this TestGateway gateway, string id)
    {
        await PolicyAdmin.UntilAsync(async () =>
        {
            using var response = await gateway.AdminAsync($"/debug/calls/{id}");
            return response.IsSuccessStatusCode;
        });
        return (await gateway.ReadAsync($"/debug/calls/{id}")).GetProperty("call").GetProperty("state").GetString()!;
    }

    /// <summary>The call's id as the answer's head tells it.</summary>
    public static string IdOf(HttpResponseMessage response) => response.Headers.GetValues("X-Luthien-Transaction-Id").Single();

    public static string State(JsonElement tried) => tried.GetProperty("state").GetString()!;

    /// <summary>The answer's blocks on one side, as <c>kind: text</c>.</summary>
    public static string[] Blocks(JsonElement tried, string side) =>
        [.. tried.GetProperty(side).GetProperty("response").GetProperty("blocks").EnumerateArray().Select(block => $"{block.GetProperty("kind").GetString()}: {block.GetProperty("text").GetString()}")];

    /// <summary>What was asked last on one side.</summary>
    public static string Prompt(JsonElement tried, string side) =>
        tried.GetProperty(side).GetProperty("request").GetProperty("messages").EnumerateArray().Last().GetProperty("content")[0].GetProperty("text").GetString()!;

    /// <summary>What the policies decided, as <c>policy: verdict</c>.</summary>
    public static string[] Decisions(JsonElement tried) =>
        [.. tried.GetProperty("decisions").EnumerateArray().Select(decision => $"{decision.GetProperty("policy").GetString()}: {decision.GetProperty("verdict").GetString()}")];
}
