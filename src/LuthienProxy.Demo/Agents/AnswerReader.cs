using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LuthienProxy.Demo.Agents;

/// <summary>Reads a streamed answer of Anthropic's Messages API, as the SDKs do: blocks begin, grow and end, one after the other.</summary>
static class AnswerReader
{
    /// <exception cref="DemoException">The stream is not a whole answer.</exception>
    public static async Task<Answer> ReadAsync(string transactionId, Stream stream, CancellationToken cancellation)
    {
        var content = new JsonArray();
        JsonObject? block = null;
        var growing = new StringBuilder();
        await foreach (var (name, data) in EventsAsync(stream, cancellation))
        {
            switch (name)
            {
                case "content_block_start":
                    block = JsonNode.Parse(data.GetProperty("content_block").GetRawText())!.AsObject();
                    growing.Clear().Append(block["text"]?.GetValue<string>());
                    break;
                case "content_block_delta":
                    growing.Append(PieceOf(data.GetProperty("delta")));
                    break;
                case "content_block_stop" when block is not null:
                    content.Add((JsonNode)Finished(block, growing.ToString()));
                    block = null;
                    break;
                case "error":
                    throw new DemoException($"The answer broke off: {data.GetRawText()}");
                case "message_stop":
                    return Of(transactionId, content);
                default:
                    break;
            }
        }
        throw new DemoException("The answer ended too early.");
    }

    static async IAsyncEnumerable<(string Name, JsonElement Data)> EventsAsync(Stream stream, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(cancellation))
            yield return (item.EventType, JsonElement.Parse(item.Data));
    }

    static string PieceOf(JsonElement delta) =>
        (delta.TryGetProperty("text", out var piece) || delta.TryGetProperty("partial_json", out piece)) ? piece.GetString()! : "";

    static JsonObject Finished(JsonObject block, string grown)
    {
        if (block["type"]!.GetValue<string>() == "tool_use")
            block["input"] = grown.Length == 0 ? new JsonObject() : JsonNode.Parse(grown);
        else if (block.ContainsKey("text"))
            block["text"] = grown;
        return block;
    }

    static Answer Of(string transactionId, JsonArray content)
    {
        var blocks = content.Select(block => JsonElement.Parse(block!.ToJsonString())).ToLookup(block => block.GetProperty("type").GetString());
        return new(
            transactionId,
            [.. blocks["text"].Select(block => block.GetProperty("text").GetString()!)],
            [.. blocks["tool_use"].Select(block => new ToolCall(block.GetProperty("id").GetString()!, block.GetProperty("name").GetString()!, block.GetProperty("input")))],
            content);
    }
}
