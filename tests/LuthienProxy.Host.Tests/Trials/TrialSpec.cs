using LuthienProxy.Host.Tests.Policies;

namespace LuthienProxy.Host.Tests.Trials;

/// <summary><c>POST /api/policy/try</c>: what came, what the chain made of it, and what it decided.</summary>
[Trait("Spec", "000-03")]
public sealed class TrialSpec : GatewaySpec
{
    const string Deletes = """{"command":"rm -rf /"}""";

    [Theory]
    [EachFormat]
    public async Task An_answer_must_be_shown_before_and_after_the_chain(SimulatorApi api)
    {
        var gateway = await StartAsync("", Trying.Keys);
        Upstream.Answers.Otherwise(ScriptedAnswer.Of(AnswerPart.Text.Split("The sky is blue.", 5)));
        var tried = await gateway.TriedAsync(Trying.Body(Trying.Chain("AllCaps"), "a-real-model", Trying.FormatOf(api), "What colour is the sky?"));
        Trying.State(tried).ShouldBe("completed");
        Trying.Blocks(tried, "before").ShouldBe(["text: The sky is blue."]);
        Trying.Blocks(tried, "after").ShouldBe(["text: THE SKY IS BLUE."]);
        (Trying.Prompt(tried, "before"), Trying.Prompt(tried, "after")).ShouldBe(("What colour is the sky?", "What colour is the sky?"));
        Trying.Decisions(tried).ShouldBe(["AllCaps: replace"]);
        tried.GetProperty("gaps").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [EachFormat]
    public async Task A_prompt_that_the_chain_changes_must_be_shown_as_it_went(SimulatorApi api)
    {
        var gateway = await StartAsync("", Trying.Keys);
        var chain = Trying.Chain("StringReplacement", """{ "pairs": [{ "find": "colour", "replace": "color" }], "direction": "request" }""");
        var tried = await gateway.TriedAsync(Trying.Body(chain, "a-real-model", Trying.FormatOf(api), "What colour is it?"));
        (Trying.Prompt(tried, "before"), Trying.Prompt(tried, "after")).ShouldBe(("What colour is it?", "What color is it?"));
        (await Upstream.NextCallAsync()).Request.Json.GetRawText().ShouldContain("What color is it?");
    }

    [Theory]
    [EachFormat]
    public async Task A_tool_call_that_the_chain_blocks_must_be_shown_with_the_reason(SimulatorApi api)
    {
        var gateway = await StartAsync("", Trying.Keys);
        Upstream.Answers.Otherwise(ScriptedAnswer.Calls("query", """{"sql":"DROP TABLE users"}"""));
        var tried = await gateway.TriedAsync(Trying.Body(Trying.Chain("SqlProtection"), "a-real-model", Trying.FormatOf(api)));
        Trying.Blocks(tried, "before").Single().ShouldStartWith("tool_call: ");
        Trying.Blocks(tried, "after").ShouldAllBe(block => block.StartsWith("text: ", StringComparison.Ordinal));
        Trying.Decisions(tried).ShouldBe(["SqlProtection: block"]);
        tried.GetProperty("decisions")[0].GetProperty("reason").GetString().ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [EachFormat]
    public async Task What_a_judge_said_must_be_shown(SimulatorApi api)
    {
        var gateway = await StartAsync("", Trying.Keys);
        Upstream.Answers.Otherwise(ScriptedAnswer.Calls("Bash", Deletes));
        var chain = Trying.Chain("SimpleToolCallJudge", """{ "upstream": "simulator", "model": "sim/judge" }""");
        var tried = await gateway.TriedAsync(Trying.Body(chain, "a-real-model", Trying.FormatOf(api)));
        Trying.Decisions(tried).ShouldBe(["SimpleToolCallJudge: block"]);
        tried.GetProperty("decisions")[0].GetProperty("probability").GetDouble().ShouldBe(1);
        tried.GetProperty("judges").EnumerateArray().Single().GetProperty("model").GetString().ShouldBe("sim/judge");
    }

    [Theory]
    [EachFormat]
    public async Task Thinking_must_be_shown_too(SimulatorApi api)
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        var tried = await gateway.TriedAsync(Trying.Body(Trying.Chain("AllCaps"), "sim/thinking", Trying.FormatOf(api)));
        Trying.State(tried).ShouldBe("completed");
        Trying.Blocks(tried, "before")[0].ShouldStartWith("thinking: ");
        Trying.Blocks(tried, "after")[^1].ShouldBe("text: AFTER SOME THOUGHT: YES.");
    }

    [Fact]
    public async Task A_stage_in_shadow_must_only_be_heard()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        var tried = await gateway.TriedAsync(Trying.Body(Trying.Chain("AllCaps", mode: "shadow")));
        Trying.Blocks(tried, "after").ShouldBe(Trying.Blocks(tried, "before"));
        tried.GetProperty("decisions").EnumerateArray().Single().GetProperty("is_shadow").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task An_error_of_the_provider_must_be_shown_as_it_came()
    {
        var gateway = await StartAsync("", Trying.Keys);
        Upstream.Answers.Otherwise(ScriptedAnswer.Fails(529, "Too much to do."));
        var tried = await gateway.TriedAsync(Trying.Body("[]", "a-real-model"));
        Trying.State(tried).ShouldBe("completed");
        tried.GetProperty("after").GetProperty("response").GetProperty("error").GetString().ShouldNotBeNull().ShouldContain("Too much to do.");
    }

    [Fact]
    public async Task It_must_run_under_what_was_sent_and_other_calls_under_what_is_active()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        await gateway.EnableAsync("quiet", "NoOp");
        var loud = Enumerable.Range(0, 4).Select(_ => gateway.TriedAsync(Trying.Body(Trying.Chain("AllCaps")))).ToList();
        var usual = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SayAsync(gateway)));
        usual.ShouldAllBe(text => text.Contains("Hello", StringComparison.Ordinal));
        foreach (var tried in await Task.WhenAll(loud))
            Trying.Blocks(tried, "after").Single().ShouldStartWith("text: HELLO");
        (await gateway.RunningAsync()).ShouldBe("quiet@1");
        (await gateway.ReadAsync(PolicyAdmin.Path + "instances")).GetProperty("instances").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task It_must_be_a_call_on_record_like_any_other()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        var tried = await gateway.TriedAsync(Trying.Body(Trying.Chain("AllCaps")));
        var id = tried.GetProperty("transaction_id").GetString()!;
        var call = await gateway.EndedAsync(id);
        call.GetProperty("response").GetRawText().ShouldBe(tried.GetProperty("after").GetProperty("response").GetRawText());
        call.GetProperty("request").GetRawText().ShouldBe(tried.GetProperty("before").GetProperty("request").GetRawText());
        call.GetProperty("decisions").GetRawText().ShouldBe(tried.GetProperty("decisions").GetRawText());
        var opened = (await gateway.ReadAsync($"/debug/calls/{id}/events?limit=1")).GetProperty("events")[0].GetProperty("data");
        opened.GetProperty("policy_name").GetString().ShouldBe("(trial)");
        opened.GetProperty("is_policy_override").GetBoolean().ShouldBeTrue();
    }

    [Theory]
    [EachFormat]
    public async Task The_servers_key_must_go_upstream_and_nothing_of_the_administrator(SimulatorApi api)
    {
        var gateway = await StartAsync("luthien.policy.trials.max-tokens = 77", Trying.Keys);
        await gateway.TriedAsync(Trying.Body("[]", "a-real-model", Trying.FormatOf(api)));
        var sent = (await Upstream.NextCallAsync()).Request;
        sent.Path.ShouldBe(Asking.PathOf(api));
        sent.Headers.Values.ShouldContain(value => value.Contains(Trying.ServerKey));
        sent.Headers.Values.ShouldNotContain(value => value.Contains(AdminAsking.Key));
        sent.Json.GetRawText().ShouldContain("77");
    }

    static async Task<string> SayAsync(TestGateway gateway)
    {
        using var response = await gateway.AskAsync(SimulatorApi.Messages, Asking.Body(SimulatorApi.Messages, model: "sim/hello"));
        return await response.Content.ReadAsStringAsync();
    }
}
