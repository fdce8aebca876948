using System.Text.Json;
using LuthienProxy.Fixtures.Gateway;
using LuthienProxy.Fixtures.Provisioning;
using LuthienProxy.Fixtures.Upstream;

namespace LuthienProxy.EndToEnd.Tests.Api;

/// <summary>A client that is generated from the committed OpenAPI document does an administrator's round: activates policies, watches a call, reads its record.</summary>
[Trait("Category", "E2E")]
[Trait("Spec", "000-40")]
public sealed class GeneratedClientSpec : IAsyncLifetime
{
    ScriptedUpstream _upstream = null!;
    GatewayProcess _gateway = null!;

    public async Task InitializeAsync()
    {
        _upstream = await ScriptedUpstream.StartAsync();
        _gateway = await GatewayProcess.StartAsync(GatewayOptions.Before(_upstream.Address) with { Environment = new Dictionary<string, string>([GatewayAdmin.Variable]) });
    }

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    [Fact]
    public async Task It_must_do_what_its_types_say()
    {
        var script = await NodeClients.GeneratedAsync(Path.Combine(Repository.Root, "docs", "openapi.json"), _gateway.Address.ToString(), GatewayAdmin.Variable.Value);
        var told = JsonElement.Parse((await script.RunAsync()).MustSucceed().Output);
        told.GetProperty("active").GetString().ShouldBe("generated@1");
        told.GetProperty("current").GetString().ShouldBe("generated@1");
        told.GetProperty("refused").EnumerateArray().Select(policy => policy.GetString()).ShouldBe(["NoSuchPolicy"]);
        var events = told.GetProperty("events").EnumerateArray().Select(type => type.GetString()).ToList();
        (events[0], events[^1]).ShouldBe(("transaction.opened", "transaction.completed"));
        told.GetProperty("listed").GetBoolean().ShouldBeTrue();
        var answer = told.GetProperty("answer").GetString()!;
        answer.Length.ShouldBeGreaterThan(0);
        answer.ShouldBe(answer.ToUpperInvariant());
        told.GetProperty("missing").GetString().ShouldBe("urn:luthien:problem:not-found");
    }
}
