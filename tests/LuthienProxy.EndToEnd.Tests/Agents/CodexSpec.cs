namespace LuthienProxy.EndToEnd.Tests.Agents;

/// <summary>What is Codex's alone.</summary>
[Trait("Category", "E2E")]
[Collection(AgentCollection.Name)]
public sealed class CodexSpec(AgentHouse house)
{
    [Fact]
    [Trait("Spec", "H9")]
    [Trait("Spec", "H13")]
    public async Task What_it_sends_must_reach_the_provider()
    {
        await house.UseAsync();
        house.JustTalk("ok");
        await (await house.RunAsync(AgentKind.Codex, house.NewHome(), "gpt-that-sends", "hello")).RunAsync();

        var request = house.Upstream.Calls.First(call => call.Request.Model == "gpt-that-sends").Request;
        request.Path.ShouldBe("/v1/responses");
        request.Headers["authorization"].ShouldBe("Bearer " + AgentHouse.Key);
        request.Headers["originator"].ShouldBe("codex_exec");
        request.Headers.Keys.ShouldContain(name => name.StartsWith("x-codex-", StringComparison.OrdinalIgnoreCase));
    }
}
