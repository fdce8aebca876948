using System.Net;
using System.Text.Json;

namespace LuthienProxy.Host.Tests.Health;

public sealed class HealthSpec : GatewaySpec
{
    [Theory]
    [InlineData("GET", "/")]
    [InlineData("HEAD", "/")]
    [InlineData("GET", "/health")]
    [InlineData("HEAD", "/health")]
    [InlineData("GET", "/health/live")]
    [InlineData("HEAD", "/health/live")]
    [InlineData("GET", "/health/ready")]
    [InlineData("HEAD", "/health/ready")]
    [Trait("Spec", "H12")]
    public async Task A_probe_must_be_answered_without_a_credential(string method, string path)
    {
        var gateway = await StartAsync("", ("AUTH_MODE", "client_key"), ("PROXY_API_KEY", "proxy"));
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        (await gateway.AskAsync(request)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Readiness_must_say_its_state_and_the_reasons()
    {
        var gateway = await StartAsync();
        using var body = JsonDocument.Parse(await gateway.Client.GetStringAsync("/health/ready"));
        body.RootElement.GetProperty("status").GetString().ShouldBe("healthy");
        body.RootElement.GetProperty("reasons").GetArrayLength().ShouldBe(0);
    }
}
