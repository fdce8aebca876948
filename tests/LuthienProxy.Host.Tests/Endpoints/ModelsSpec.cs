using System.Net;
using System.Text.Json;

namespace LuthienProxy.Host.Tests.Endpoints;

/// <summary><c>/v1/models</c> in the shape of the client's API, from the provider it belongs to.</summary>
public sealed class ModelsSpec : GatewaySpec
{
    [Theory]
    [InlineData(OpenAI, Asking.OwnKey)]
    [InlineData(Anthropic, Asking.OwnKey)]
    [InlineData(OpenAI, null)]
    [InlineData(Anthropic, null)]
    public async Task The_list_must_have_the_shape_that_the_client_reads(string shape, string? key)
    {
        var list = await GetAsync("/v1/models", shape, key);
        (list.TryGetProperty("has_more", out _) ? Anthropic : OpenAI).ShouldBe(shape);
        list.GetProperty("data").EnumerateArray().Select(model => model.GetProperty("id").GetString()).ShouldContain("sim/hello");
    }

    [Theory]
    [InlineData(OpenAI)]
    [InlineData(Anthropic)]
    public async Task One_model_must_be_found_by_its_name_also_with_a_slash(string shape)
    {
        (await GetAsync("/v1/models/sim/hello", shape, null)).GetProperty("id").GetString().ShouldBe("sim/hello");
        (await GetAsync("/v1/models/sim%2Fhello", shape, null)).GetProperty("id").GetString().ShouldBe("sim/hello");
    }

    [Fact]
    public async Task A_list_must_come_from_the_upstream_with_query_and_credential()
    {
        await GetAsync("/v1/models?limit=2&after_id=x", Anthropic, Asking.OwnKey);
        var seen = (await Upstream.NextCallAsync()).Request;
        (seen.Path + seen.Query).ShouldBe("/v1/models?limit=2&after_id=x");
        seen.Headers["authorization"].ShouldBe($"Bearer {Asking.OwnKey}");
    }

    [Fact]
    public async Task A_model_must_be_asked_of_the_upstream_that_serves_it()
    {
        var gateway = await StartAsync();
        using var request = Request("/v1/models/org%2Fmodel-7", OpenAI, Asking.OwnKey);
        (await gateway.AskAsync(request)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Upstream.NextCallAsync()).Request.Path.ShouldBe("/v1/models/org%2Fmodel-7");
    }

    [Fact]
    public async Task Without_a_credential_nobody_may_ask_an_upstream()
    {
        var gateway = await StartAsync();
        using var request = Request("/v1/models/other", OpenAI, null);
        (await ClientError.ReadAsync(await gateway.AskAsync(request), SimulatorApi.ChatCompletions)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        Upstream.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Token_counts_must_be_passed_on_whole()
    {
        var gateway = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/messages/count_tokens?beta=true") { Content = new StringContent(Asking.Body(SimulatorApi.Messages)) };
        request.Headers.Add("x-api-key", "own");
        var response = await gateway.AskAsync(request);
        (await response.Content.ReadAsStringAsync()).ShouldContain("input_tokens");
        (await Upstream.NextCallAsync()).Request.Query.ShouldBe("?beta=true");
    }

    const string OpenAI = "openai";
    const string Anthropic = "anthropic";

    async Task<JsonElement> GetAsync(string path, string shape, string? key)
    {
        var gateway = await StartAsync();
        using var request = Request(path, shape, key);
        var response = await gateway.AskAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync()).RootElement;
    }

    static HttpRequestMessage Request(string path, string shape, string? key)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation(shape == Anthropic ? "anthropic-version" : "x-plain", "2023-06-01");
        request.Headers.TryAddWithoutValidation(key is null ? "x-none" : "authorization", $"Bearer {key}");
        return request;
    }
}
