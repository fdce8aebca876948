using System.Text.Json;
using System.Text.Json.Nodes;
using LuthienProxy.Host.Endpoints;
using LuthienProxy.Host.Policies;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Host.Trials;

/// <summary>How a prompt is asked in one wire format: streamed, as agents do it.</summary>
/// <param name="Format">The format.</param>
/// <param name="Path">The path that a client would ask.</param>
/// <param name="Messages">The member that holds the messages.</param>
/// <param name="MaxTokens">The member that bounds the answer.</param>
sealed record TrialForm(IWireFormat Format, string Path, string Messages, string MaxTokens)
{
    // The version that all of Anthropic's clients send.
    const string AnthropicVersion = "2023-06-01";

    /// <summary>All that there are.</summary>
    public static IReadOnlyList<TrialForm> All { get; } =
    [
        new(ClientFormats.Anthropic, ClientFormats.MessagesPath, "messages", "max_tokens"),
        // Reasoning models refuse the older max_tokens. Without being asked for, a stream of this format tells no usage.
        new(ClientFormats.Chat, ClientFormats.ChatPath, "messages", "max_completion_tokens") { More = ("stream_options", """{"include_usage":true}""") },
        // Nothing is kept at the provider.
        new(ClientFormats.Responses, ClientFormats.ResponsesPath, "input", "max_output_tokens") { More = ("store", "false") },
    ];

    /// <summary>The headers that a client would send.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; } =
    [
        new("content-type", "application/json"),
        new("accept", "text/event-stream"),
        new("user-agent", "LuthienProxy"),
        .. Format.Provider == Provider.Anthropic ? [new KeyValuePair<string, string>("anthropic-version", AnthropicVersion)] : Array.Empty<KeyValuePair<string, string>>(),
    ];

    (string Name, string Json)? More { get; init; }

    /// <summary>The body of a request with this one prompt.</summary>
    public ReadOnlyMemory<byte> Body(string model, string prompt, int maxTokens)
    {
        var body = new JsonObject
        {
            ["model"] = model,
            [MaxTokens] = maxTokens,
            [Messages] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = prompt }),
            ["stream"] = true,
        };
        if (More is { } more)
            body[more.Name] = JsonNode.Parse(more.Json);
        return JsonSerializer.SerializeToUtf8Bytes(body, PolicyJson.Strict.JsonObject);
    }
}
