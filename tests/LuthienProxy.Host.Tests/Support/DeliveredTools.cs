using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LuthienProxy.Host.Tests.Support;

/// <summary>The tool calls that a client finds in an answer, in their order: name and arguments, the arguments as compact JSON where they are JSON.</summary>
static class DeliveredTools
{
    public static IReadOnlyList<string> Of(SimulatorApi api, bool stream, byte[] answer) => (api, stream) switch
    {
        (SimulatorApi.Messages, true) => Messages(Events(answer)),
        (SimulatorApi.ChatCompletions, true) => Chat(Events(answer)),
        (SimulatorApi.Responses, true) => [.. Events(answer).Where(e => Text(e["type"]) == "response.output_item.done").Select(e => e["item"]!).Where(IsCall).Select(Item)],
        (SimulatorApi.Messages, false) => [.. Array(Body(answer)["content"]).Where(block => Text(block["type"]) == "tool_use").Select(block => Call(block["name"], block["input"]!.ToJsonString()))],
        (SimulatorApi.ChatCompletions, false) => [.. Array(Body(answer)["choices"]![0]!["message"]!["tool_calls"]).Select(call => Call(call["function"]!["name"], Text(call["function"]!["arguments"])))],
        _ => [.. Array(Body(answer)["output"]).Where(IsCall).Select(Item)],
    };

    static List<string> Messages(IEnumerable<JsonNode> events)
    {
        var calls = new SortedDictionary<int, (string? Name, string Json)>();
        foreach (var e in events)
        {
            if (Text(e["content_block"]?["type"]) == "tool_use")
                calls.Add((int)e["index"]!, (Text(e["content_block"]!["name"]), ""));
            else if (Text(e["delta"]?["type"]) == "input_json_delta" && (int)e["index"]! is var index)
                calls[index] = (calls[index].Name, calls[index].Json + Text(e["delta"]!["partial_json"]));
        }
        return [.. calls.Values.Select(call => Call(call.Name, call.Json))];
    }

    static List<string> Chat(IEnumerable<JsonNode> chunks)
    {
        var calls = new SortedDictionary<int, (string? Name, string Json)>();
        foreach (var call in chunks.SelectMany(chunk => Array(chunk["choices"])).SelectMany(choice => Array(choice["delta"]?["tool_calls"])))
        {
            var known = calls.GetValueOrDefault((int)call["index"]!);
            calls[(int)call["index"]!] = (known.Name ?? Text(call["function"]?["name"]), known.Json + Text(call["function"]?["arguments"]));
        }
        return [.. calls.Values.Select(call => Call(call.Name, call.Json))];
    }

    static IEnumerable<JsonNode> Events(byte[] stream) =>
        Encoding.UTF8.GetString(stream).Split('\n').Where(line => line.StartsWith("data: {", StringComparison.Ordinal)).Select(line => JsonNode.Parse(line[6..])!);

    static JsonNode Body(byte[] body) => JsonNode.Parse(body)!;

    static IEnumerable<JsonNode> Array(JsonNode? node) => (node as JsonArray ?? []).Select(item => item!);

    static bool IsCall(JsonNode item) => Text(item["type"]) == "function_call";

    static string Item(JsonNode item) => Call(item["name"], Text(item["arguments"]));

    static string? Text(JsonNode? node) => (string?)node;

    static string Call(JsonNode? name, string? json) => Call(Text(name), json);

    static string Call(string? name, string? json) => $"{name} {Compact(json)}";

    static string? Compact(string? json)
    {
        try
        {
            return JsonNode.Parse(json ?? "")!.ToJsonString();
        }
        catch (JsonException)
        {
            return json;
        }
    }
}
