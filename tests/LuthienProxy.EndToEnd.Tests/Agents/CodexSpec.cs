namespace LuthienProxy.EndToEnd.Tests.Agents;

/// <summary>Codex through the gateway.</summary>
[Trait("Category", "E2E")]
public sealed class CodexSpec(AgentHouse house) : IClassFixture<AgentHouse>
{
    const string Model = "gpt-6-sol";

    [Fact]
    [Trait("Spec", "000-02d")]
    public async Task It_must_say_what_its_model_says()
    {
        house.JustTalk("The gateway stands between us.");
        var run = await house.CodexAsync(house.NewHome(), Model, "hello");

        (await run.RunAsync()).MustSucceed().Output.ShouldContain("The gateway stands between us.");
    }

    [Theory]
    [InlineData(Model)]
    [InlineData("gpt-5")]
    [Trait("Spec", "000-02")]
    [Trait("Spec", "000-02c")]
    [Trait("Spec", "000-02d")]
    public async Task It_must_run_the_tool_that_its_model_calls_and_go_on(string model)
    {
        house.PlayModel("echo made by codex > codex.txt");
        var home = house.NewHome();
        var run = await house.CodexAsync(home, model, "make the file");

        (await run.RunAsync()).MustSucceed().Output.ShouldContain("Done");
        (await File.ReadAllTextAsync(Path.Combine(home, "codex.txt"))).ShouldBe("made by codex\n");
    }

    [Fact]
    [Trait("Spec", "000-02d")]
    public async Task It_must_run_a_tool_for_the_simulated_model_of_the_gateway_too()
    {
        var home = house.NewHome();
        var run = await house.CodexAsync(home, "sim/agent?command=echo%20simulated%20%3E%20sim.txt", "make the file");

        (await run.RunAsync()).MustSucceed();
        (await File.ReadAllTextAsync(Path.Combine(home, "sim.txt"))).ShouldBe("simulated\n");
    }

    [Fact]
    [Trait("Spec", "H9")]
    [Trait("Spec", "H13")]
    public async Task What_it_sends_must_reach_the_provider()
    {
        house.JustTalk("ok");
        await (await house.CodexAsync(house.NewHome(), "gpt-that-sends", "hello")).RunAsync();

        var request = house.Upstream.Calls.First(call => call.Request.Model == "gpt-that-sends").Request;
        request.Path.ShouldBe("/v1/responses");
        request.Headers["authorization"].ShouldBe("Bearer " + AgentHouse.Key);
        request.Headers["originator"].ShouldBe("codex_exec");
        request.Headers.Keys.ShouldContain(name => name.StartsWith("x-codex-", StringComparison.OrdinalIgnoreCase));
    }
}
