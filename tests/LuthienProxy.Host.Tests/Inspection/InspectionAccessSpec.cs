using System.Net;

namespace LuthienProxy.Host.Tests.Inspection;

/// <summary>Who may look inside the gateway.</summary>
[Trait("Spec", "X-11")]
public sealed class InspectionAccessSpec : GatewaySpec
{
    static readonly string[] Paths = ["/api/system/actors", "/api/system/journal", "/api/system/settings", "/api/system/nodes", "/api/system/dependencies"];

    [Fact]
    public async Task Without_the_admin_key_nothing_must_be_shown()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        foreach (var path in Paths)
            await (await gateway.AdminAsync(path, authorization: null)).ProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Fact]
    public async Task A_parameter_that_a_path_does_not_take_must_be_refused()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        foreach (var path in Paths)
            await (await gateway.AdminAsync(path + "?most=1")).ProblemAsync(HttpStatusCode.BadRequest, "unknown-parameter");
    }
}
