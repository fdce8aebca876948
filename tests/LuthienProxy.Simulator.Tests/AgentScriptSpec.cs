using System.Text.Json.Nodes;

namespace LuthienProxy.Simulator.Tests;

public sealed class AgentScriptSpec
{
    static async Task<JsonNode> Ask(string path, string body)
    {
        using var client = Asking.Client(ModelScripts.Answer);
        var answer = await client.PostAsync(path, new StringContent(body));
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    [Fact]
    public async Task Claude_Codes_Bash_must_be_called_with_the_command()
    {
        var answer = await Ask("/v1/messages", """
            {"model":"sim/agent?command=echo%20hi","messages":[{"role":"user","content":"go"}],
             "tools":[{"name":"Bash","input_schema":{"type":"object","properties":{"command":{"type":"string"}},"required":["command"]}}]}
            """);
        ((string?)answer["stop_reason"]).ShouldBe("tool_use");
        answer["content"]![1]!["input"]!.ToJsonString().ShouldBe("""{"command":"echo hi"}""");
    }

    [Fact]
    public async Task After_the_tool_result_the_agent_must_say_text()
    {
        var answer = await Ask("/v1/messages", """
            {"model":"sim/agent","messages":[{"role":"user","content":"go"},{"role":"assistant","content":[]},
             {"role":"user","content":[{"type":"tool_result","tool_use_id":"t"}]},{"role":"system","content":"reminder"}],
             "tools":[{"name":"Bash","input_schema":{}}]}
            """);
        ((string?)answer["stop_reason"]).ShouldBe("end_turn");
    }

    [Fact]
    public async Task A_new_turn_after_a_finished_loop_must_call_again()
    {
        var answer = await Ask("/v1/messages", """
            {"model":"sim/agent","messages":[{"role":"user","content":[{"type":"tool_result","tool_use_id":"t"}]},
             {"role":"assistant","content":[]},{"role":"user","content":"again"}],"tools":[{"name":"Bash","input_schema":{}}]}
            """);
        ((string?)answer["stop_reason"]).ShouldBe("tool_use");
    }

    [Fact]
    public async Task Codexs_exec_command_must_be_called_with_cmd_and_what_else_is_required()
    {
        var answer = await Ask("/v1/responses", """
            {"model":"sim/agent?command=ls","input":[{"role":"user","content":"go"}],
             "tools":[{"type":"function","name":"exec_command","parameters":{"type":"object","properties":{"cmd":{"type":"string"},"wait":{"type":"number"}},"required":["cmd","wait"]}}]}
            """);
        ((string?)answer["output"]![1]!["arguments"]).ShouldBe("""{"cmd":"ls","wait":1}""");
    }

    [Fact]
    public async Task Codexs_free_form_exec_in_additional_tools_must_be_called_in_its_namespace()
    {
        var answer = await Ask("/v1/responses", """
            {"model":"sim/agent","input":[{"type":"additional_tools","role":"developer","tools":[{"type":"namespace","name":"functions","tools":[{"type":"custom","name":"exec"}]}]},
             {"type":"message","role":"user","content":"go"}]}
            """);
        var call = answer["output"]![1]!;
        ((string?)call["type"]).ShouldBe("custom_tool_call");
        ((string?)call["namespace"]).ShouldBe("functions");
    }

    [Fact]
    public async Task The_older_shell_that_wants_an_argument_vector_must_get_one()
    {
        var answer = await Ask("/v1/chat/completions", """
            {"model":"sim/agent?command=ls","messages":[{"role":"user","content":"go"}],
             "tools":[{"type":"function","function":{"name":"shell","parameters":{"type":"object","properties":{"command":{"type":"array"}},"required":["command"]}}}]}
            """);
        ((string?)answer["choices"]![0]!["message"]!["tool_calls"]![0]!["function"]!["arguments"]).ShouldBe("""{"command":["bash","-lc","ls"]}""");
    }

    [Fact]
    public async Task Without_a_shell_the_agent_must_just_talk() =>
        ((string?)(await Ask("/v1/responses", """{"model":"sim/agent","input":"title?"}"""))["output"]![0]!["type"]).ShouldBe("message");
}
