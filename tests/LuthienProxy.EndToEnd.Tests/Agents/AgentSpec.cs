namespace LuthienProxy.EndToEnd.Tests.Agents;

/// <summary>The real agents through a gateway without policies.</summary>
[Trait("Category", "E2E")]
[Collection(AgentCollection.Name)]
public sealed class AgentSpec(AgentHouse house)
{
    [Theory]
    [EachAgent]
    [Trait("Spec", "000-02d")]
    public async Task It_must_say_what_its_model_says(AgentKind agent)
    {
        await house.UseAsync();
        var session = house.Begin(agent, new AgentModel { Closing = "The gateway stands between us." });

        (await session.PromptAsync("hello")).MustSucceed().Output.ShouldContain("The gateway stands between us.");
    }

    [Theory]
    [EachAgent]
    [Trait("Spec", "000-02")]
    [Trait("Spec", "000-02c")]
    [Trait("Spec", "000-02d")]
    [Trait("Spec", "PP4")]
    public async Task It_must_run_the_tools_that_its_model_calls_and_go_on(AgentKind agent)
    {
        await house.UseAsync();
        var session = house.Begin(agent, new AgentModel("echo one > one.txt", "echo two > two.txt"));

        (await session.PromptAsync("make the files")).MustSucceed().Output.ShouldContain(AgentModel.UsualClosing);
        (await session.ReadAsync("one.txt")).ShouldBe("one\n");
        (await session.ReadAsync("two.txt")).ShouldBe("two\n");
        (await session.PromptAsync("make them again")).MustSucceed().Output.ShouldContain(AgentModel.UsualClosing);
        house.Strict.Violations.ShouldBeEmpty();
    }

    [Theory]
    [EachAgent]
    [Trait("Spec", "000-02d")]
    public async Task It_must_run_a_tool_for_the_simulated_model_of_the_gateway_too(AgentKind agent)
    {
        await house.UseAsync();
        var home = house.NewHome();
        var run = await house.RunAsync(agent, home, "sim/agent?command=echo%20simulated%20%3E%20sim.txt", "make the file");

        (await run.RunAsync()).MustSucceed();
        (await File.ReadAllTextAsync(Path.Combine(home, "sim.txt"))).ShouldBe("simulated\n");
    }
}
