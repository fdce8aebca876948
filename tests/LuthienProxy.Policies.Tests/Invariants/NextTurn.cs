using System.Text.Json;
using System.Text.Json.Nodes;
using LuthienProxy.Fixtures.Transcripts;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Simulator;
using AnswerScript = LuthienProxy.Policies.Testing.AnswerScript;

namespace LuthienProxy.Policies.Tests.Invariants;

/// <summary>What a client sends on its next turn: the answer that it got, as it got it, and what its tools said.</summary>
static class NextTurn
{
    /// <summary>What a strict provider has against it, which said what the script says.</summary>
    public static IReadOnlyList<TranscriptViolation> Refused(AnswerScript said, byte[] got, string format)
    {
        var api = format switch { "anthropic-messages" => SimulatorApi.Messages, "openai-chat" => SimulatorApi.ChatCompletions, _ => SimulatorApi.Responses };
        var strict = new StrictProvider();
        strict.Said(ScriptedAnswer.Of([.. said.Blocks.Index().Select(block => Part(block.Index, block.Item))]), api);
        return strict.Check(api, JsonSerializer.SerializeToElement(Body(JsonNode.Parse(got)!, api)));
    }

    static AnswerPart Part(int at, AnswerScript.Block block) => block.Kind switch
    {
        BlockKind.Thinking => new AnswerPart.Reasoning(block.Content, "c2ln"),
        BlockKind.ToolCall => new AnswerPart.ToolCall(block.Tool!, [block.Content], $"call_{at}"),
        _ => new AnswerPart.Text(block.Content),
    };

    static JsonObject Body(JsonNode got, SimulatorApi api) => api switch
    {
        SimulatorApi.Messages => new() { ["messages"] = new JsonArray([User("go"), new JsonObject { ["role"] = "assistant", ["content"] = got["content"]!.DeepClone() }, MessageResults(got)]) },
        SimulatorApi.ChatCompletions => new() { ["messages"] = new JsonArray([User("go"), got["choices"]![0]!["message"]!.DeepClone(), .. ChatResults(got)]) },
        _ => new() { ["input"] = new JsonArray([User("go"), .. got["output"]!.AsArray().Select(item => item!.DeepClone()), .. ItemResults(got)]) },
    };

    static JsonObject User(string text) => new() { ["role"] = "user", ["content"] = text };

    static JsonObject MessageResults(JsonNode got)
    {
        var calls = got["content"]!.AsArray().Where(block => block!["type"]!.GetValue<string>() == "tool_use").Select(block => block!["id"]!.GetValue<string>()).ToList();
        return calls.Count == 0
            ? User("on")
            : new() { ["role"] = "user", ["content"] = new JsonArray([.. calls.Select(id => new JsonObject { ["type"] = "tool_result", ["tool_use_id"] = id, ["content"] = "ok" })]) };
    }

    static IEnumerable<JsonNode> ChatResults(JsonNode got) =>
        (got["choices"]![0]!["message"]!["tool_calls"] as JsonArray ?? []).Select(call => new JsonObject { ["role"] = "tool", ["tool_call_id"] = call!["id"]!.GetValue<string>(), ["content"] = "ok" });

    static IEnumerable<JsonNode> ItemResults(JsonNode got) =>
        got["output"]!.AsArray().Where(item => item!["type"]!.GetValue<string>() == "function_call")
            .Select(item => new JsonObject { ["type"] = "function_call_output", ["call_id"] = item!["call_id"]!.GetValue<string>(), ["output"] = "ok" });
}
