using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using LuthienProxy.Demo.Agents;
using LuthienProxy.Demo.Models;
using LuthienProxy.Simulator;

namespace LuthienProxy.Demo.Tests;

/// <summary>The model sees the conversation, and the agent the answer; neither knows of policies.</summary>
public sealed class ScriptedModelSpec
{
    static readonly string Drop = Plan.Steps.Single(step => step.Input.Contains("DROP", StringComparison.Ordinal)).Task;

    [Fact]
    public async Task It_must_call_for_the_drop_whatever_it_was_told_before()
    {
        var first = await AskAsync(User(Drop));
        var again = await AskAsync(User(Drop), Assistant("Tool call `execute_sql` blocked by policy 'demo'."), User(Drop));
        foreach (var answer in (Answer[])[first, again])
            answer.Calls.ShouldHaveSingleItem().Input.GetProperty("sql").GetString().ShouldBe("DROP TABLE customers");
    }

    [Fact]
    public async Task It_must_speak_of_the_result_that_it_is_given()
    {
        (await AskAsync(User(Plan.Steps[0].Task), Assistant("x"), Result("7"))).Texts.ShouldBe(["There are 7 customers."]);
        (await AskAsync(User(Plan.Steps[0].Task), Assistant("x"), Result("no such table", isError: true))).Texts.ShouldHaveSingleItem().ShouldContain("no such table");
    }

    [Fact]
    public async Task An_answer_that_breaks_off_must_not_be_taken_for_a_whole_one() =>
        await Should.ThrowAsync<DemoException>(() => AnswerReader.ReadAsync("", new MemoryStream(Encoding.UTF8.GetBytes("event: message_start\ndata: {}\n\n")), CancellationToken.None));

    static async Task<Answer> AskAsync(params JsonObject[] messages)
    {
        await using var provider = await SimulatorServer.StartAsync(new SimulatedProvider(ScriptedModel.Answer));
        using var http = new HttpClient { BaseAddress = provider.Address };
        var response = await http.PostAsJsonAsync("v1/messages", new JsonObject { ["model"] = "m", ["max_tokens"] = 9, ["stream"] = true, ["messages"] = new JsonArray([.. messages]) });
        return await AnswerReader.ReadAsync("", await response.Content.ReadAsStreamAsync(), CancellationToken.None);
    }

    static JsonObject User(string text) => new() { ["role"] = "user", ["content"] = text };

    static JsonObject Assistant(string text) => new() { ["role"] = "assistant", ["content"] = new JsonArray(new JsonObject { ["type"] = "text", ["text"] = text }) };

    static JsonObject Result(string text, bool isError = false) => new()
    {
        ["role"] = "user",
        ["content"] = new JsonArray(new JsonObject { ["type"] = "tool_result", ["tool_use_id"] = "x", ["content"] = text, ["is_error"] = isError }),
    };
}
