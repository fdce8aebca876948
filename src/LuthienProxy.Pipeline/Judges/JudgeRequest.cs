using System.Buffers;
using System.Text.Json;
using LuthienProxy.Pipeline.Upstreams;
using LuthienProxy.Policies.Judges;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Pipeline.Judges;

/// <summary>
/// Builds the request that asks a judge. Nothing of a client's call is in it but what is judged: no header, no credential, no history. The instructions are the system
/// prompt and what is judged is the user's message, each a JSON string of its own: no content can leave its place.
/// </summary>
static class JudgeRequest
{
    // The version that all of Anthropic's clients send; answers are read in its form.
    const string AnthropicVersion = "2023-06-01";

    public static HttpRequestMessage Build(JudgeQuestion question, Upstream upstream)
    {
        var isAnthropic = upstream.Options.Provider == Provider.Anthropic;
        var request = new HttpRequestMessage(HttpMethod.Post, upstream.Address(isAnthropic ? "/v1/messages" : "/v1/chat/completions"))
        {
            Content = new OnceContent(isAnthropic ? Messages(question) : Chat(question)),
        };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        request.Headers.TryAddWithoutValidation("User-Agent", "LuthienProxy");
        if (isAnthropic)
            request.Headers.TryAddWithoutValidation("anthropic-version", AnthropicVersion);
        if (Credential.OfServer(upstream.Options) is { } credential)
            request.Headers.TryAddWithoutValidation(credential.HeaderName, credential.HeaderValue);
        return request;
    }

    static ReadOnlyMemory<byte> Messages(JudgeQuestion question) => Body(json =>
    {
        json.WriteString("model", question.Model);
        json.WriteNumber("max_tokens", question.MaxOutputTokens);
        json.WriteString("system", question.Instructions);
        json.WriteStartArray("messages");
        Message(json, "user", question.Content);
        json.WriteEndArray();
    });

    static ReadOnlyMemory<byte> Chat(JudgeQuestion question) => Body(json =>
    {
        json.WriteString("model", question.Model);
        // Reasoning models refuse the older max_tokens.
        json.WriteNumber("max_completion_tokens", question.MaxOutputTokens);
        json.WriteStartArray("messages");
        Message(json, "system", question.Instructions);
        Message(json, "user", question.Content);
        json.WriteEndArray();
    });

    static void Message(Utf8JsonWriter json, string role, string content)
    {
        json.WriteStartObject();
        json.WriteString("role", role);
        json.WriteString("content", content);
        json.WriteEndObject();
    }

    static ReadOnlyMemory<byte> Body(Action<Utf8JsonWriter> write)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            write(json);
            json.WriteBoolean("stream", false);
            json.WriteEndObject();
        }
        return body.WrittenMemory;
    }
}
