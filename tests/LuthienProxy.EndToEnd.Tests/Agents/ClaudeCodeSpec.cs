namespace LuthienProxy.EndToEnd.Tests.Agents;

/// <summary>What is Claude Code's alone.</summary>
[Trait("Category", "E2E")]
[Collection(AgentCollection.Name)]
public sealed class ClaudeCodeSpec(AgentHouse house)
{
    [Fact]
    [Trait("Spec", "H9")]
    [Trait("Spec", "H13")]
    public async Task What_it_sends_must_reach_the_provider()
    {
        await house.UseAsync();
        house.JustTalk("ok");
        await (await house.RunAsync(AgentKind.ClaudeCode, house.NewHome(), "claude-that-sends", "hello")).RunAsync();

        var request = house.Upstream.Calls.First(call => call.Request.Model == "claude-that-sends").Request;
        (request.Path, request.Query).ShouldBe(("/v1/messages", "?beta=true"));
        request.Headers["x-api-key"].ShouldBe(AgentHouse.Key);
        request.Headers["anthropic-version"].ShouldBe("2023-06-01");
        request.Headers["anthropic-beta"].ShouldContain("claude-code-20250219");
        request.Headers.ShouldContainKey("x-claude-code-session-id");
    }
}
