using System.Net;

namespace LuthienProxy.Host.Tests.Endpoints;

/// <summary>An upstream that cannot be reached is a 502 that says why, in the client's form, and names neither address nor key.</summary>
[Trait("Spec", "000-27d")]
[Trait("Spec", "I-34")]
public sealed class NetworkFailureSpec : GatewaySpec
{
    [Theory]
    [EachFormat(Streaming = true)]
    public async Task A_refused_connection_must_be_told(SimulatorApi api, bool stream) =>
        (await FailureAsync("http://127.0.0.1:1", api, stream)).ShouldContain("the connection was refused");

    [Theory]
    [EachFormat(Streaming = true)]
    public async Task A_name_that_cannot_be_resolved_must_be_told(SimulatorApi api, bool stream) =>
        (await FailureAsync("http://no-such-provider.invalid", api, stream)).ShouldContain("could not be resolved");

    [Theory]
    [EachFormat(Streaming = true)]
    public async Task A_failed_TLS_handshake_must_be_told(SimulatorApi api, bool stream) =>
        (await FailureAsync($"https://127.0.0.1:{Upstream.Address.Port}", api, stream)).ShouldContain("the TLS handshake failed");

    async Task<string> FailureAsync(string url, SimulatorApi api, bool stream)
    {
        var gateway = await StartAsync("", ("OPENAI_UPSTREAM_URL", url), ("ANTHROPIC_UPSTREAM_URL", url));
        var error = await ClientError.ReadAsync(await gateway.AskAsync(api, Asking.Body(api, stream)), api);
        error.Status.ShouldBe(HttpStatusCode.BadGateway);
        error.Message.ShouldNotContain(new Uri(url).Host);
        Upstream.Calls.ShouldBeEmpty();
        return error.Message;
    }
}
