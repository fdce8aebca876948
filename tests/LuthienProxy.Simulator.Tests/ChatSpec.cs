using System.Text.Json.Nodes;

namespace LuthienProxy.Simulator.Tests;

public sealed class ChatSpec
{
    const string WithUsage = ",\"stream_options\":{\"include_usage\":true}";

    static async Task<IReadOnlyList<SseLines.Event>> Chunks(ScriptedAnswer answer, string more = "") =>
        [.. (await Asking.StreamAsync(SimulatorApi.ChatCompletions, answer, more)).Where(e => e.Data != "[DONE]")];

    [Fact]
    [Trait("Spec", "C1")]
    [Trait("Spec", "I-07")]
    public async Task A_stream_must_have_no_event_lines_one_id_and_end_with_DONE()
    {
        var events = await Asking.StreamAsync(SimulatorApi.ChatCompletions, Answers.Rich);
        events.ShouldAllBe(e => e.Name == null);
        events[^1].Data.ShouldBe("[DONE]");
        events.Count(e => e.Data == "[DONE]").ShouldBe(1);
        events.SkipLast(1).Select(e => $"{e.Json["id"]} {e.Json["created"]} {e.Json["model"]} {e.Json["object"]}").Distinct().Count().ShouldBe(1);
        events.SkipLast(1).ShouldAllBe(e => e.Json["choices"] is JsonArray);
    }

    [Fact]
    [Trait("Spec", "C2")]
    [Trait("Spec", "C3")]
    [Trait("Spec", "C8")]
    public async Task Each_choice_must_say_its_role_once_and_first_and_finish_once_and_last()
    {
        var choices = (await Chunks(Answers.Rich, ",\"n\":3")).Select(e => e.Json["choices"]![0]!).GroupBy(c => (int)c["index"]!).ToArray();
        choices.Length.ShouldBe(3);
        choices.ShouldAllBe(c => c.First()["delta"]!["role"] != null && c.Skip(1).All(d => d["delta"]!["role"] == null));
        choices.ShouldAllBe(c => c.Last()["finish_reason"] != null && c.SkipLast(1).All(d => d["finish_reason"] == null));
    }

    [Fact]
    [Trait("Spec", "C4")]
    [Trait("Spec", "C5")]
    public async Task A_tool_call_must_say_id_type_and_name_first_and_only_arguments_after()
    {
        var chunks = await Chunks(Answers.Rich);
        var calls = chunks.Select(e => e.Json["choices"]![0]!["delta"]!["tool_calls"]?[0]).OfType<JsonNode>().GroupBy(c => (int)c["index"]!).ToArray();
        calls.Select(c => c.Key).ShouldBe([0, 1]);
        calls.ShouldAllBe(c => c.First()["id"] != null && (string?)c.First()["type"] == "function" && c.First()["function"]!["name"] != null);
        calls.SelectMany(c => c.Skip(1)).ShouldAllBe(c => c["id"] == null && c["type"] == null && c["function"]!["name"] == null);
        string.Concat(calls[0].Select(c => (string?)c["function"]!["arguments"])).ShouldBe("""{"command":"echo hi"}""");
        ((string?)chunks[^1].Json["choices"]![0]!["finish_reason"]).ShouldBe("tool_calls");
    }

    [Fact]
    [Trait("Spec", "C6")]
    [Trait("Spec", "I-08")]
    public async Task Usage_must_come_last_with_no_choices_and_only_when_asked_for()
    {
        var asked = await Chunks(Answers.Rich, WithUsage);
        asked[^1].Json["choices"]!.AsArray().Count.ShouldBe(0);
        ((int)asked[^1].Json["usage"]!["prompt_tokens"]!).ShouldBe(18);
        asked.SkipLast(1).ShouldAllBe(e => e.Json.AsObject().ContainsKey("usage") && e.Json["usage"] == null);
        (await Chunks(Answers.Rich)).ShouldAllBe(e => !e.Json.AsObject().ContainsKey("usage"));
    }

    [Fact]
    [Trait("Spec", "C9")]
    public async Task The_body_must_equal_the_accumulated_stream()
    {
        var deltas = (await Chunks(Answers.Rich)).Select(e => e.Json["choices"]![0]!["delta"]!).ToArray();
        var message = (await Asking.BodyAsync(SimulatorApi.ChatCompletions, Answers.Rich))["choices"]![0]!["message"]!;
        string.Concat(deltas.Select(d => (string?)d["content"])).ShouldBe((string?)message["content"]);
        string.Concat(deltas.Select(d => (string?)d["reasoning_content"])).ShouldBe((string?)message["reasoning_content"]);
        message["tool_calls"]!.AsArray().Count.ShouldBe(2);
        ((string?)message["content"]).ShouldBe(Answers.TextOf(Answers.Rich));
    }

    [Fact]
    public async Task A_tool_call_after_a_ping_must_keep_its_index()
    {
        var answer = ScriptedAnswer.Of(new AnswerPart.ToolCall("a", ["{}"]), new AnswerPart.Ping(), new AnswerPart.ToolCall("b", ["{}"]));
        (await Chunks(answer)).Select(e => e.Json["choices"]![0]!["delta"]!["tool_calls"]?[0]).OfType<JsonNode>().Select(c => (int)c["index"]!).Distinct().ShouldBe([0, 1]);
    }

    [Fact]
    public async Task A_refusal_must_stand_in_its_own_field()
    {
        var message = (await Asking.BodyAsync(SimulatorApi.ChatCompletions, ScriptedAnswer.Of(new AnswerPart.Refusal("no"))))["choices"]![0]!["message"]!;
        message["content"].ShouldBeNull();
        ((string?)message["refusal"]).ShouldBe("no");
    }
}
