using System.Net;
using System.Text.RegularExpressions;
using LuthienProxy.Host.Pages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace LuthienProxy.Host.Tests.Endpoints;

/// <summary>The gateway has the paths that are listed, and no other: nothing reaches an upstream by a way that nobody watches.</summary>
[Trait("Spec", "X-07")]
public sealed partial class RoutesSpec : GatewaySpec
{
    [Fact]
    [Trait("Spec", "000-06")]
    public async Task The_routes_must_be_those_of_the_README_and_no_others()
    {
        var gateway = await StartAsync();
        var routes = gateway.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(route => route.Order == 0);
        var listed = House.Read("README.md").Split('\n').Where(line => line.StartsWith('|')).SelectMany(row => Route().Matches(row.Split('|')[1])).Select(match => match.Groups[1].Value);
        // Whoever reads a page or a probe may ask for its head alone.
        var heads = PageEndpoints.Pages.Select(page => page.Path).Concat(["/assets/{fingerprint}/{path}", "/health", "/health/live", "/health/ready"]).Select(path => "HEAD " + path);
        routes.SelectMany(Names).Order(StringComparer.Ordinal).ShouldBe(listed.Concat(heads).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("GET", "/v1/messages")]
    [InlineData("PUT", "/v1/messages")]
    [InlineData("DELETE", "/v1/messages/count_tokens")]
    [InlineData("POST", "/v1/messages/batches")]
    [InlineData("GET", "/v1/messages/batches/1.jsonl")]
    public async Task What_only_Anthropic_has_must_be_refused_in_its_form(string method, string path) => await RefusedAsync(method, path, SimulatorApi.Messages);

    [Theory]
    [InlineData("GET", "/v1/chat/completions")]
    [InlineData("PATCH", "/v1/responses")]
    [InlineData("GET", "/v1/responses/resp_1")]
    [InlineData("POST", "/v1/responses/resp_1/cancel")]
    [InlineData("POST", "/v1/models")]
    [InlineData("POST", "/v1/embeddings")]
    [InlineData("POST", "/v1/completions")]
    [InlineData("POST", "/v1/realtime")]
    [InlineData("GET", "/v1/files/x.json")]
    [InlineData("GET", "/index.html")]
    [InlineData("POST", "/health")]
    [InlineData("POST", "/")]
    [InlineData("OPTIONS", "/v1/responses")]
    [InlineData("POST", "//v1/responses")]
    public async Task Every_other_path_and_method_must_be_refused_in_OpenAIs_form(string method, string path) => await RefusedAsync(method, path, SimulatorApi.ChatCompletions);

    [Fact]
    public async Task A_path_that_neither_has_must_be_refused_in_the_form_of_the_client_that_asks()
    {
        var gateway = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/organizations.json");
        request.Headers.Add("anthropic-version", "2023-06-01");
        (await ClientError.ReadAsync(await gateway.AskAsync(request), SimulatorApi.Messages)).Type.ShouldBe("not_found_error");
    }

    [Fact]
    public async Task A_version_that_was_said_twice_must_be_explained()
    {
        var error = await RefusedAsync("POST", "/v1/v1/messages", SimulatorApi.ChatCompletions);
        error.Message.ShouldContain("base URL should not end in /v1");
    }

    [Theory]
    [InlineData("/v1/responses")]
    [InlineData("/v1/realtime?model=x")]
    public async Task An_upgrade_to_a_WebSocket_must_be_refused_with_404(string path)
    {
        var gateway = await StartAsync();
        var reply = await RawHttp.AskAsync(gateway.Address, $"GET {path} HTTP/1.1",
            ["connection: Upgrade", "upgrade: websocket", "sec-websocket-version: 13", "sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==", "authorization: Bearer own"]);
        reply.ShouldStartWith("HTTP/1.1 404");
        reply.ShouldContain("\"error\":{");
        Upstream.Calls.ShouldBeEmpty();
    }

    async Task<ClientError> RefusedAsync(string method, string path, SimulatorApi form)
    {
        var gateway = await StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(gateway.Address.ToString().TrimEnd('/') + path));
        request.Headers.Add("authorization", "Bearer own");
        var error = await ClientError.ReadAsync(await gateway.AskAsync(request), form);
        error.Status.ShouldBe(HttpStatusCode.NotFound);
        Upstream.Calls.ShouldBeEmpty();
        return error;
    }

    static IEnumerable<string> Names(RouteEndpoint route) =>
        route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => $"{method} {route.RoutePattern.RawText!.Replace("{**model}", "{id}").Replace("{**path}", "{path}")}");

    [GeneratedRegex("`((?:GET|POST|DELETE) /[^`]*)`")]
    private static partial Regex Route();
}
