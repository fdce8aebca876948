using LuthienProxy.Fixtures.Upstream;

namespace LuthienProxy.EndToEnd.Tests.Agents;

/// <summary>What Claude Code asks for its own ends while policies are active (PP8).</summary>
[Trait("Category", "E2E")]
[Trait("Spec", "PP8")]
[Collection(AgentCollection.Name)]
public sealed class ErrandsSpec(AgentHouse house)
{
    [Fact]
    public async Task A_title_must_stay_the_json_that_was_asked_for()
    {
        await house.UseAsync("""{ "policy": "AllCaps" }""");
        var session = house.Begin(AgentKind.ClaudeCode, new AgentModel());
        var run = await house.RunAsync(AgentKind.ClaudeCode, session.Home, AgentHouse.ModelOf(AgentKind.ClaudeCode), "rename all files of this folder to lower case");
        // Titles are an errand that it leaves out otherwise. What else it wants from the network then must stay in this machine.
        run.Environment.Remove("CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC");
        run.Environment["HTTPS_PROXY"] = "http://127.0.0.1:9";
        run.Environment["NO_PROXY"] = "127.0.0.1";

        (await run.RunAsync()).MustSucceed().Output.ShouldContain(AgentModel.UsualClosing.ToUpperInvariant());

        session.Calls.ShouldContain(call => IsTitle(call));
        session.FilesWith("\"SIMULATED\"").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Tokens_must_be_counted_under_request_policies_and_without_asking_a_judge()
    {
        await house.UseAsync(BuiltIn.Named("SimpleJudge").Definition, """{ "policy": "StringReplacement", "config": { "pairs": [ { "find": "Claude", "replace": "Somebody" } ], "direction": "Both" } }""");
        var session = house.Begin(AgentKind.ClaudeCode, new AgentModel());
        var asked = house.Judge.Calls.Count;

        (await session.PromptAsync("/context")).MustSucceed().Output.ShouldContain("Context Usage");

        var counted = session.Calls.Where(call => call.Request.Path.EndsWith("/count_tokens", StringComparison.Ordinal)).Select(AgentSession.Text).ToList();
        counted.ShouldNotBeEmpty();
        counted.ShouldContain(body => body.Contains("Somebody Code", StringComparison.Ordinal));
        house.Judge.Calls.Count.ShouldBe(asked);
    }

    [Fact]
    public async Task A_compacted_conversation_must_go_on()
    {
        await house.UseAsync("""{ "policy": "AllCaps" }""", Blocker.Named("BlockDangerousCommands").Definition);
        var session = house.Begin(AgentKind.ClaudeCode, new AgentModel(Blocker.Named("BlockDangerousCommands").Traced, "echo made > made.txt"));
        (await session.PromptAsync("do both")).MustSucceed();

        (await session.PromptAsync("/compact")).MustSucceed();
        (await session.PromptAsync("do both again")).MustSucceed().Output.ShouldContain(AgentModel.UsualClosing.ToUpperInvariant());

        session.Calls.ShouldContain(call => AgentSession.Text(call).Contains("CRITICAL: Respond with TEXT ONLY", StringComparison.Ordinal));
        house.Strict.Violations.ShouldBeEmpty();
    }

    static bool IsTitle(RecordedCall call) => AgentSession.Text(call).Contains("\"json_schema\"", StringComparison.Ordinal);
}
