using System.Text.Json.Nodes;

namespace LuthienProxy.Simulator.Tests;

public sealed class ResponsesSpec
{
    static readonly ScriptedAnswer Full = Answers.Rich with
    {
        Parts = [.. Answers.Rich.Parts, new AnswerPart.CustomToolCall("exec", ["text(", "1)"], Namespace: "functions"), new AnswerPart.Text("a"), new AnswerPart.Refusal("b")],
    };

    static Task<IReadOnlyList<SseLines.Event>> Stream(ScriptedAnswer answer) => Asking.StreamAsync(SimulatorApi.Responses, answer);

    [Fact]
    [Trait("Spec", "R1")]
    public async Task Sequence_numbers_must_count_from_zero_without_gaps_and_names_must_equal_types()
    {
        var events = await Stream(Full);
        events[0].Name.ShouldBe("response.created");
        events.Select(e => (int)e.Json["sequence_number"]!).ShouldBe(Enumerable.Range(0, events.Count));
        events.ShouldAllBe(e => e.Name == (string?)e.Json["type"]);
    }

    [Fact]
    [Trait("Spec", "R2")]
    [Trait("Spec", "R13")]
    public async Task The_one_terminal_event_must_be_last_and_complete()
    {
        var events = await Stream(Full);
        events.Count(e => e.Name is "response.completed" or "response.incomplete" or "response.failed").ShouldBe(1);
        var response = events[^1].Json["response"]!;
        ((string?)response["status"]).ShouldBe("completed");
        ((int)response["usage"]!["total_tokens"]!).ShouldBe((int)response["usage"]!["input_tokens"]! + (int)response["usage"]!["output_tokens"]!);
    }

    [Fact]
    [Trait("Spec", "R3")]
    [Trait("Spec", "R7")]
    public async Task Items_must_open_and_close_in_order_under_one_id()
    {
        var items = (await Stream(Full)).Where(e => e.Name is "response.output_item.added" or "response.output_item.done").ToArray();
        items.Select(e => (int)e.Json["output_index"]!).ShouldBe(Enumerable.Range(0, 7).SelectMany(i => new[] { i, i }));
        var ids = (await Stream(Full)).Where(e => e.Json["output_index"] is not null)
            .GroupBy(e => (int)e.Json["output_index"]!, e => (string?)(e.Json["item_id"] ?? e.Json["item"]!["id"])).ToArray();
        ids.ShouldAllBe(g => g.Distinct().Count() == 1);
        ids.Select(g => g.First()!.Split('_')[0]).ShouldBe(["rs", "rs", "msg", "fc", "fc", "ctc", "msg"]);
    }

    [Fact]
    [Trait("Spec", "R4")]
    public async Task A_message_must_open_and_close_its_parts()
    {
        var names = (await Stream(ScriptedAnswer.Of(new AnswerPart.Text("a"), new AnswerPart.Refusal("b")))).Select(e => e.Name!["response.".Length..]);
        names.ShouldBe(
        [
            "created", "in_progress", "output_item.added",
            "content_part.added", "output_text.delta", "output_text.done", "content_part.done",
            "content_part.added", "refusal.delta", "refusal.done", "content_part.done",
            "output_item.done", "completed",
        ]);
    }

    [Fact]
    [Trait("Spec", "R5")]
    [Trait("Spec", "R6")]
    public async Task All_copies_of_a_text_must_be_equal()
    {
        var events = await Stream(Full);
        var output = events[^1].Json["response"]!["output"]!.AsArray();
        var done = events.Where(e => e.Name == "response.output_item.done").Select(e => e.Json["item"]!).ToArray();
        done.Zip(output, (a, b) => JsonNode.DeepEquals(a, b)).ShouldAllBe(same => same);
        Joined(events, "response.output_text.delta", 2, "delta").ShouldBe(Answers.TextOf(Answers.Rich));
        ((string?)output[2]!["content"]![0]!["text"]).ShouldBe(Answers.TextOf(Answers.Rich));
        Joined(events, "response.function_call_arguments.delta", 3, "delta").ShouldBe((string?)output[3]!["arguments"]);
        Joined(events, "response.function_call_arguments.done", 3, "arguments").ShouldBe((string?)output[3]!["arguments"]);
        ((string?)output[4]!["arguments"]).ShouldBe("{}");
        Joined(events, "response.custom_tool_call_input.delta", 5, "delta").ShouldBe((string?)output[5]!["input"]);
    }

    [Fact]
    [Trait("Spec", "R9")]
    public async Task Encrypted_content_must_be_the_same_in_added_and_done() =>
        (await Stream(Full)).Where(e => (int?)e.Json["output_index"] == 0 && e.Json["item"] is not null).Select(e => (string?)e.Json["item"]!["encrypted_content"])
            .ShouldBe(["sig-1==", "sig-1=="]);

    [Fact]
    [Trait("Spec", "R6")]
    public async Task The_body_must_equal_the_final_response() =>
        JsonNode.DeepEquals(
            (await Asking.BodyAsync(SimulatorApi.Responses, Full))["output"]![2]!["content"],
            (await Stream(Full))[^1].Json["response"]!["output"]![2]!["content"]).ShouldBeTrue();

    [Fact]
    public async Task A_token_limit_must_end_incomplete()
    {
        var end = (await Stream(ScriptedAnswer.Says("a") with { Stop = AnswerStop.MaxTokens }))[^1];
        end.Name.ShouldBe("response.incomplete");
        ((string?)end.Json["response"]!["incomplete_details"]!["reason"]).ShouldBe("max_output_tokens");
    }

    [Fact]
    [Trait("Spec", "R12")]
    public async Task An_error_must_be_said_flat_and_nested_and_end_in_response_failed()
    {
        var events = await Stream(ScriptedAnswer.SaysLong(4).With(FaultKind.ErrorEventMidStream));
        events[^2].Json["error"]!["message"]!.ToString().ShouldBe((string?)events[^2].Json["message"]);
        events[^1].Name.ShouldBe("response.failed");
        events.Select(e => (int)e.Json["sequence_number"]!).ShouldBe(Enumerable.Range(0, events.Count));
    }

    static string Joined(IEnumerable<SseLines.Event> events, string name, int index, string field) =>
        string.Concat(events.Where(e => e.Name == name && (int)e.Json["output_index"]! == index).Select(e => (string?)e.Json[field]));
}
