namespace LuthienProxy.EndToEnd.Tests.Agents;

/// <summary>Claude Code through the gateway.</summary>
[Trait("Category", "E2E")]
public sealed class ClaudeCodeSpec(AgentHouse house) : IClassFixture<AgentHouse>
{
    const string Model = "claude-sonnet-4-5";

    [Fact]
    [Trait("Spec", "000-02d")]
    public async Task It_must_say_what_its_model_says()
    {
        house.JustTalk("The gateway stands between us.");
        var run = await house.ClaudeCodeAsync(house.NewHome(), Model, "hello");

        (await run.RunAsync()).MustSucceed().Output.ShouldContain("The gateway stands between us.");
    }

    [Fact]
    [Trait("Spec", "000-02")]
    [Trait("Spec", "000-02c")]
    [Trait("Spec", "000-02d")]
    public async Task It_must_run_the_tool_that_its_model_calls_and_go_on()
    {
        house.PlayModel("echo made by claude > claude.txt");
        var home = house.NewHome();
        var run = await house.ClaudeCodeAsync(home, Model, "make the file");

        (await run.RunAsync()).MustSucceed().Output.ShouldContain("Done");
        (await File.ReadAllTextAsync(Path.Combine(home, "claude.txt"))).ShouldBe("made by claude\n");
    }

    [Fact]
    [Trait("Spec", "000-02d")]
    public async Task It_must_run_a_tool_for_the_simulated_model_of_the_gateway_too()
    {
        var home = house.NewHome();
        var run = await house.ClaudeCodeAsync(home, "sim/agent?command=echo%20simulated%20%3E%20sim.txt", "make the file");

        (await run.RunAsync()).MustSucceed();
        (await File.ReadAllTextAsync(Path.Combine(home, "sim.txt"))).ShouldBe("simulated\n");
    }

    [Fact]
    [Trait("Spec", "H9")]
    [Trait("Spec", "H13")]
    public async Task What_it_sends_must_reach_the_provider()
    {
        house.JustTalk("ok");
        await (await house.ClaudeCodeAsync(house.NewHome(), "claude-that-sends", "hello")).RunAsync();

        var request = house.Upstream.Calls.First(call => call.Request.Model == "claude-that-sends").Request;
        (request.Path, request.Query).ShouldBe(("/v1/messages", "?beta=true"));
        request.Headers["x-api-key"].ShouldBe(AgentHouse.Key);
        request.Headers["anthropic-version"].ShouldBe("2023-06-01");
        request.Headers["anthropic-beta"].ShouldContain("claude-code-20250219");
        request.Headers.ShouldContainKey("x-claude-code-session-id");
    }
}
