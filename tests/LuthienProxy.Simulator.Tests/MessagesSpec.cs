using System.Text.Json.Nodes;

namespace LuthienProxy.Simulator.Tests;

public sealed class MessagesSpec
{
    static Task<IReadOnlyList<SseLines.Event>> Stream(ScriptedAnswer answer) => Asking.StreamAsync(SimulatorApi.Messages, answer);

    [Fact]
    [Trait("Spec", "A1")]
    public async Task Each_event_must_carry_its_name_twice() =>
        (await Stream(Answers.Rich)).ShouldAllBe(e => e.Name == (string?)e.Json["type"]);

    [Fact]
    [Trait("Spec", "A2")]
    [Trait("Spec", "A4")]
    public async Task A_stream_must_open_with_message_start_and_close_with_message_delta_and_message_stop()
    {
        var names = (await Stream(Answers.Rich)).Select(e => e.Name).ToArray();
        names[0].ShouldBe("message_start");
        names[^2..].ShouldBe(["message_delta", "message_stop"]);
        names.Count(n => n is "message_start" or "message_delta" or "message_stop").ShouldBe(3);
    }

    [Fact]
    [Trait("Spec", "A3")]
    public async Task Blocks_must_be_contiguous_and_never_two_open()
    {
        var marks = (await Stream(Answers.Rich)).Where(e => e.Name is "content_block_start" or "content_block_stop").Select(e => $"{e.Name} {e.Json["index"]}");
        marks.ShouldBe(Enumerable.Range(0, 5).SelectMany(i => new[] { $"content_block_start {i}", $"content_block_stop {i}" }));
    }

    [Fact]
    [Trait("Spec", "A14")]
    public async Task The_body_must_equal_the_accumulated_stream()
    {
        var body = await Asking.BodyAsync(SimulatorApi.Messages, Answers.Rich);
        JsonNode.DeepEquals(Accumulate(await Stream(Answers.Rich)), body["content"]).ShouldBeTrue();
        ((string?)body["stop_reason"]).ShouldBe("tool_use");
        ((int)body["usage"]!["output_tokens"]!).ShouldBe(20);
    }

    [Fact]
    [Trait("Spec", "A9")]
    public async Task A_signature_must_come_in_one_delta_after_the_thinking() =>
        (await Stream(Answers.Rich)).Where(e => e.Name == "content_block_delta" && (int)e.Json["index"]! == 0).Select(e => (string?)e.Json["delta"]!["type"])
            .ShouldBe(["thinking_delta", "thinking_delta", "signature_delta"]);

    [Fact]
    public async Task A_refusal_must_end_with_the_stop_reason_refusal() =>
        ((string?)(await Stream(ScriptedAnswer.Of(new AnswerPart.Refusal("no"))))[^2].Json["delta"]!["stop_reason"]).ShouldBe("refusal");

    [Fact]
    public async Task Pings_raw_events_and_unknown_blocks_must_leave_as_scripted()
    {
        var answer = ScriptedAnswer.Of(
            new AnswerPart.Ping(),
            new AnswerPart.Unknown("hologram", "\"depth\":12345678901234567890"),
            new AnswerPart.RawEvent("sparkle", "{\"type\":\"sparkle\"}"));
        var events = await Stream(answer with { ExtraMembers = "\"x_new\":[1]" });
        events.Select(e => e.Name).ShouldBe(["message_start", "ping", "content_block_start", "ping", "content_block_stop", "sparkle", "message_delta", "message_stop"]);
        events[2].Data.ShouldContain("\"depth\":12345678901234567890");
        events[0].Json["message"]!["x_new"]!.ToJsonString().ShouldBe("[1]");
    }

    static JsonArray Accumulate(IEnumerable<SseLines.Event> events)
    {
        var content = new JsonArray();
        var json = "";
        foreach (var data in events.Select(e => e.Json))
        {
            var block = content.Count == 0 ? null : content[^1];
            var delta = data["delta"];
            switch ((string?)data["type"])
            {
                case "content_block_start":
                    content.Add(data["content_block"]!.DeepClone());
                    json = "";
                    break;
                case "content_block_delta" when delta!["partial_json"] is { } partial:
                    json += (string?)partial;
                    break;
                case "content_block_delta" when delta!["signature"] is { } signature:
                    block!["signature"] = (string?)signature;
                    break;
                case "content_block_delta":
                    var field = delta!["thinking"] is null ? "text" : "thinking";
                    block![field] = (string?)block[field] + (string?)delta[field];
                    break;
                case "content_block_stop" when json.Length > 0:
                    block!["input"] = JsonNode.Parse(json);
                    break;
            }
        }

        return content;
    }
}
