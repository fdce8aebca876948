using System.Text.Json.Nodes;
using LuthienProxy.Benchmarks.Control.Corpus;
using LuthienProxy.Simulator;

namespace LuthienProxy.Benchmarks.Control.Calls;

/// <summary>One entry in one wire format and one delivery.</summary>
/// <param name="Entry">What is said.</param>
/// <param name="Api">The format.</param>
/// <param name="Delivery">How the provider sends it.</param>
sealed record Ask(CorpusEntry Entry, SimulatorApi Api, Delivery Delivery)
{
    const string Prefix = "corpus/";

    /// <summary>Every format and delivery.</summary>
    public static IEnumerable<Ask> AllOf(CorpusEntry entry) =>
        from api in Enum.GetValues<SimulatorApi>()
        from delivery in Enum.GetValues<Delivery>()
        select new Ask(entry, api, delivery);

    /// <summary>The model's name, from which the provider knows what to say.</summary>
    public string Model => $"{Prefix}{Entry.Id}/{Delivery}";

    /// <summary>Reads a model's name; null when it is none of the corpus.</summary>
    public static (string Id, Delivery Delivery)? Read(string model) =>
        model.StartsWith(Prefix, StringComparison.Ordinal) && model[Prefix.Length..].Split('/') is [var id, var delivery] ? (id, Enum.Parse<Delivery>(delivery)) : null;

    /// <summary>The request's body: a task, and where a tool said something, its call and its result.</summary>
    public string Body()
    {
        var history = Api == SimulatorApi.Responses ? "input" : "messages";
        var body = new JsonObject { ["model"] = Model, ["stream"] = Delivery != Delivery.Whole, [history] = new JsonArray([new JsonObject { ["role"] = "user", ["content"] = "Go on." }, .. Result()]) };
        if (Api == SimulatorApi.Messages)
            body["max_tokens"] = 1024;
        return body.ToJsonString();
    }

    /// <summary>What the provider says.</summary>
    public static ScriptedAnswer Answer(CorpusEntry entry, Delivery delivery)
    {
        ScriptedAnswer answer = new()
        {
            Parts = [.. entry.Text is { } text ? [new AnswerPart.Text([.. Cut(text, delivery)])] : Array.Empty<AnswerPart>(), .. entry.Call is { } call ? [CallOf(call, delivery)] : Array.Empty<AnswerPart>()],
        };
        return delivery == Delivery.Ragged ? answer.With(FaultKind.TinyWrites) : answer;
    }

    static AnswerPart.ToolCall CallOf(CorpusCall call, Delivery delivery) => new(call.Tool, [.. Cut(call.Arguments.GetRawText(), delivery)]);

    IEnumerable<JsonNode> Result() => Entry.ToolResult is not { } result ? [] : Api switch
    {
        SimulatorApi.ChatCompletions =>
        [
            Node("""{"role":"assistant","tool_calls":[{"id":"call_1","type":"function","function":{"name":"look","arguments":"{}"}}]}"""),
            new JsonObject { ["role"] = "tool", ["tool_call_id"] = "call_1", ["content"] = result },
        ],
        SimulatorApi.Responses =>
        [
            Node("""{"type":"function_call","call_id":"call_1","name":"look","arguments":"{}"}"""),
            new JsonObject { ["type"] = "function_call_output", ["call_id"] = "call_1", ["output"] = result },
        ],
        _ =>
        [
            Node("""{"role":"assistant","content":[{"type":"tool_use","id":"call_1","name":"look","input":{}}]}"""),
            new JsonObject { ["role"] = "user", ["content"] = new JsonArray(new JsonObject { ["type"] = "tool_result", ["tool_use_id"] = "call_1", ["content"] = result }) },
        ],
    };

    static JsonNode Node(string json) => JsonNode.Parse(json)!;

    static List<string> Cut(string text, Delivery delivery)
    {
        if (delivery == Delivery.Whole)
            return [text];
        var pieces = new List<string>();
        for (int at = 0, size = 1; at < text.Length; at += size, size = delivery == Delivery.Letters ? 1 : (size % 7) + 1)
            pieces.Add(text.Substring(at, Math.Min(size, text.Length - at)));
        return pieces;
    }
}
