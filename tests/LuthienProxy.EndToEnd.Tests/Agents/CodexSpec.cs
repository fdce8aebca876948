using LuthienProxy.Simulator;

namespace LuthienProxy.EndToEnd.Tests.Agents;

/// <summary>What is Codex's alone.</summary>
[Trait("Category", "E2E")]
[Collection(AgentCollection.Name)]
public sealed class CodexSpec(AgentHouse house)
{
    [Theory]
    [InlineData(AgentKind.Codex, "exec", """text(await tools.apply_patch("*** Begin Patch\n*** Add File: patched.txt\n+patched\n*** End Patch"));""")]
    [InlineData(AgentKind.CodexWithFunctions, "exec_command", """{"cmd":"apply_patch <<'EOF'\n*** Begin Patch\n*** Add File: patched.txt\n+patched\n*** End Patch\nEOF"}""")]
    public async Task A_patch_must_be_applied_with_all_blockers_active(AgentKind agent, string tool, string input)
    {
        await house.UseAsync("""{ "policy": "BlockDangerousCommands" }""", """{ "policy": "BlockSensitiveFileWrites" }""", """{ "policy": "BlockWebRequests" }""", """{ "policy": "SqlProtection" }""");
        var session = house.Begin(agent, new AgentModel());
        house.Play(request => ModelScripts.AnswerAs($"sim/agent?tool={tool}&args={Uri.EscapeDataString(input)}", request));

        (await session.PromptAsync("patch it")).MustSucceed();

        (await session.ReadAsync("patched.txt")).ShouldBe("patched\n");
        house.Strict.Violations.ShouldBeEmpty();
    }

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
