using LuthienProxy.Host.Tests.Policies;

namespace LuthienProxy.Host.Tests.Replays;

/// <summary><c>POST /api/policy/replay</c>: what would have been otherwise, call by call and all together.</summary>
public sealed class ReplaySpec : GatewaySpec
{
    const string Blocks = """{ "chain": [{ "policy": "BlockDangerousCommands" }], "diff": true }""";
    const string Shouts = """{ "chain": [{ "policy": "AllCaps" }], "diff": true }""";

    [Theory]
    [EachFormat(Streaming = true)]
    public async Task A_tool_call_that_would_be_stopped_must_be_told_with_what_stands_in_its_place(SimulatorApi api, bool stream)
    {
        var gateway = await RunningAsync(ScriptedAnswer.Calls("Bash", """{"command":"rm -rf /"}"""));
        var id = await gateway.SaidAsync(api, stream);
        var entry = (await gateway.ReplayedAsync(Blocks)).Only;
        (entry.Text("transaction_id"), entry.Text("change"), entry.Text("before"), entry.Text("after")).ShouldBe((id, "would_block", "passed", "blocked"));
        entry.Decided().ShouldBe(["BlockDangerousCommands: block"]);
        entry.Decided("decisions_before").ShouldBeEmpty();
        entry.GetProperty("response").GetProperty("is_changed").GetBoolean().ShouldBeTrue();
        entry.GetProperty("response").GetProperty("blocks")[0].GetProperty("before").Text("kind").ShouldBe("tool_call");
        entry.Gaps().ShouldBeEmpty();
    }

    [Theory]
    [EachFormat(Streaming = true)]
    public async Task Words_that_would_be_changed_must_be_told_on_both_sides(SimulatorApi api, bool stream)
    {
        var gateway = await RunningAsync(ScriptedAnswer.Of(AnswerPart.Text.Split("The sky is blue.", 5)));
        await gateway.SaidAsync(api, stream);
        var entry = (await gateway.ReplayedAsync(Shouts)).Only;
        (entry.Text("change"), entry.Text("after")).ShouldBe(("would_change", "changed"));
        var block = entry.GetProperty("response").GetProperty("blocks")[0];
        (block.GetProperty("before").Text("text"), block.GetProperty("after").Text("text")).ShouldBe(("The sky is blue.", "THE SKY IS BLUE."));
        (await gateway.ReplayedAsync("""{ "chain": [{ "policy": "AllCaps" }] }""")).Only.GetProperty("response").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
    }

    [Fact]
    public async Task What_was_changed_and_stopped_must_be_told_where_it_would_be_no_longer()
    {
        var gateway = await RunningAsync(ScriptedAnswer.Says("quiet"));
        await gateway.EnableAsync("loud", "AllCaps");
        await gateway.SaidAsync(SimulatorApi.Messages);
        await gateway.EnableAsync("strict", "BlockDangerousCommands");
        Upstream.Answers.Otherwise(ScriptedAnswer.Calls("Bash", """{"command":"rm -rf /"}"""));
        await gateway.SaidAsync(SimulatorApi.Messages);
        var none = await gateway.ReplayedAsync("""{ "chain": [] }""");
        none.Entries.Select(entry => entry.Text("change")).ShouldBe(["would_no_longer_block", "would_no_longer_change"]);
        // The newest version of each, and one that is named.
        (await gateway.ReplayedAsync("""{ "name": "strict" }""")).Entries.Select(entry => entry.Text("change")).ShouldBe(["same", "would_no_longer_change"]);
        var named = await gateway.ReplayedAsync("""{ "name": "loud", "version": 1 }""");
        named.Entries.Select(entry => entry.Text("change")).ShouldBe(["would_no_longer_block", "same"]);
        (named.Summary.Text("policy"), named.Summary.GetProperty("version").GetInt32()).ShouldBe(("loud", 1));
        (named.Count("same"), named.Count("would_no_longer_block"), named.Summary.GetProperty("changed").GetInt32()).ShouldBe((1, 1, 1));
    }

    [Fact]
    public async Task A_policy_file_must_be_taken_as_it_is_written()
    {
        var gateway = await RunningAsync(ScriptedAnswer.Says("quiet"));
        await gateway.SaidAsync(SimulatorApi.Messages);
        var replayed = await gateway.ReplayedAsync("""{ "file": "name = tried\n// HOCON\npolicies = [ { policy = AllCaps } ]" }""");
        (replayed.Only.Text("change"), replayed.Summary.Text("policy")).ShouldBe(("would_change", "tried"));
    }

    [Fact]
    public async Task Against_none_the_policies_in_use_must_be_compared_with_no_policy()
    {
        var gateway = await RunningAsync(ScriptedAnswer.Says("quiet"));
        await gateway.EnableAsync("loud", "AllCaps");
        await gateway.SaidAsync(SimulatorApi.Messages);
        (await gateway.ReplayedAsync("{}")).Only.Text("change").ShouldBe("same");
        (await gateway.ReplayedAsync("""{ "against": "none" }""")).Only.Text("change").ShouldBe("would_change");
    }

    [Fact]
    public async Task Calls_must_be_chosen_by_id_in_their_order_and_by_every_filter()
    {
        var gateway = await RunningAsync(ScriptedAnswer.Says("quiet"));
        var first = await gateway.SaidAsync(SimulatorApi.Messages);
        var second = await gateway.SaidAsync(SimulatorApi.Responses);
        (await gateway.ReplayedAsync($$"""{ "transactions": ["{{first}}", "{{second}}"], "chain": [] }""")).Entries.Select(entry => entry.Text("transaction_id")).ShouldBe([first, second]);
        (await gateway.ReplayedAsync(Shouts, "?state=completed&limit=1")).Only.Text("transaction_id").ShouldBe(second);
        (await gateway.ReplayedAsync(Shouts, "?state=completed&limit=1")).Summary.GetProperty("has_more").GetBoolean().ShouldBeTrue();
        (await gateway.ReplayedAsync(Shouts, "?model=another")).Entries.ShouldBeEmpty();
        (await gateway.ReplayedAsync(Shouts, "?intervened=true")).Entries.ShouldBeEmpty();
        (await gateway.ReplayedAsync("""{ "transactions": ["01a201a9ba8d752fbf217926f442c2a1"] }""")).Only.Text("change").ShouldBe("unknown");
    }

    [Fact]
    public async Task A_judge_that_was_not_asked_must_be_told_and_asked_only_when_that_is_wanted()
    {
        const string Judge = """ "chain": [{ "policy": "SimpleToolCallJudge", "config": { "upstream": "simulator", "model": "sim/judge" } }] """;
        var gateway = await RunningAsync(ScriptedAnswer.Calls("Cleaner", """{"plan":"rm -rf build"}"""));
        await gateway.SaidAsync(SimulatorApi.Messages);
        var silent = await gateway.ReplayedAsync($$"""{ {{Judge}} }""");
        (silent.Only.Text("change"), silent.Only.Text("after"), silent.Only.GetProperty("judges").GetProperty("not_asked").GetInt32()).ShouldBe(("unknown", "unknown", 1));
        silent.Only.Gaps().ShouldNotBeEmpty();
        var asked = await gateway.ReplayedAsync($$"""{ {{Judge}}, "judges": "ask" }""");
        (asked.Only.Text("change"), asked.Summary.GetProperty("judges").GetProperty("asked").GetInt32()).ShouldBe(("would_block", 1));
    }

    [Fact]
    public async Task A_request_that_was_refused_must_not_be_given_an_answer_that_nobody_gave()
    {
        var gateway = await RunningAsync(ScriptedAnswer.Says("quiet"));
        await gateway.EnableAsync("loud", "AllCaps");
        await gateway.SaidAsync(SimulatorApi.Responses, more: ",\"previous_response_id\":\"resp_1\"");
        var entry = (await gateway.ReplayedAsync("""{ "chain": [], "diff": true }""")).Only;
        (entry.Text("change"), entry.Text("before"), entry.Text("after")).ShouldBe(("would_no_longer_block", "blocked", "passed"));
        entry.Gaps().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Nobody_must_hear_of_it_and_nothing_new_be_on_record()
    {
        var gateway = await RunningAsync(ScriptedAnswer.Calls("Bash", """{"command":"rm -rf /"}"""));
        await gateway.SaidAsync(SimulatorApi.Messages);
        using var watcher = await ActivityWatcher.JoinAsync(gateway, "?type=policy.decided,transaction.opened,transaction.blocked,transaction.completed");
        (await gateway.ReplayedAsync(Blocks)).Only.Text("change").ShouldBe("would_block");
        // The next thing that is heard is the next call.
        var next = await gateway.SaidAsync(SimulatorApi.Messages);
        (await watcher.NextAsync()).ShouldNotBeNull().ShouldContain(next);
        (await gateway.ReadAsync("/debug/calls")).GetProperty("calls").GetArrayLength().ShouldBe(2);
        Upstream.Calls.Count.ShouldBe(2);
    }

    async Task<TestGateway> RunningAsync(ScriptedAnswer answer)
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        Upstream.Answers.Otherwise(answer);
        return gateway;
    }
}
