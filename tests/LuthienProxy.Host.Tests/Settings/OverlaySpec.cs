using System.Net;

namespace LuthienProxy.Host.Tests.Settings;

/// <summary><c>LUTHIEN_CONFIG</c>: a file of one's own with upstreams and routes.</summary>
public sealed class OverlaySpec : GatewaySpec
{
    string Own => $$"""
        luthien {
          upstreams {
            big { provider = openai, base-url = "{{Upstream.Address}}big", api-key = key-of-big }
            small { provider = openai, base-url = "{{Upstream.Address}}small/v1", api-key = key-of-small }
          }
          routes = [
            { provider = openai, model = "gpt-*-mini", upstreams = [small] }
            { provider = openai, model = "gpt-*", upstreams = [big] }
          ] ${luthien.routes}
        }
        """;

    [Theory]
    [InlineData("gpt-9-mini", "/small/v1/chat/completions", "Bearer key-of-small")]
    [InlineData("gpt-9", "/big/v1/chat/completions", "Bearer key-of-big")]
    [InlineData("gpt-9-mini-2", "/big/v1/chat/completions", "Bearer key-of-big")]
    [InlineData("other", "/v1/chat/completions", "Bearer key-of-openai")]
    public async Task The_first_route_that_matches_the_model_must_choose_the_upstream_and_its_key(string model, string path, string credential)
    {
        var gateway = await StartAsync(Own, ("PROXY_API_KEY", "proxy"), ("OPENAI_API_KEY", "key-of-openai"));
        await gateway.AskAsync(SimulatorApi.ChatCompletions, Asking.Body(SimulatorApi.ChatCompletions, model: model), key: "proxy");
        var call = await Upstream.NextCallAsync();
        call.Request.Path.ShouldBe(path);
        call.Request.Headers["authorization"].ShouldBe(credential);
    }

    [Theory]
    [EachFormat]
    public async Task A_model_that_no_route_serves_must_be_refused_in_the_clients_form(SimulatorApi api)
    {
        var gateway = await StartAsync("""luthien.routes = [{ provider = openai, model = "only", upstreams = [openai] }]""");
        var error = await ClientError.ReadAsync(await gateway.AskAsync(api), api);
        error.Status.ShouldBe(HttpStatusCode.NotFound);
        error.Message.ShouldContain("'scripted'");
        Upstream.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Failover_must_move_on_to_the_routes_next_upstream_when_the_settings_ask_for_it()
    {
        var gateway = await StartAsync("""
            luthien {
              upstreams.down { provider = openai, base-url = "http://127.0.0.1:1", retry.failover = on }
              routes = [{ provider = openai, model = "*", upstreams = [down, openai] }]
            }
            """);
        (await gateway.AskAsync(SimulatorApi.Responses)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [EachFormat(Streaming = true)]
    public async Task Simulated_models_must_be_answered_here_unless_they_are_switched_off(SimulatorApi api, bool stream)
    {
        var body = Asking.Body(api, stream, "sim/hello");
        var on = await StartAsync();
        (await on.AskAsync(api, body, key: null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        Upstream.Calls.ShouldBeEmpty();

        var off = await StartAsync("luthien.simulator.enabled = off");
        (await off.AskAsync(api, body)).StatusCode.ShouldBe(HttpStatusCode.OK);
        Upstream.Calls.ShouldHaveSingleItem();
    }
}
