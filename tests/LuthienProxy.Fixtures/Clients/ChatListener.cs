using System.Text.Json;
using LuthienProxy.Fixtures.Grammar;

namespace LuthienProxy.Fixtures.Clients;

/// <summary>A client of OpenAI Chat Completions.</summary>
sealed class ChatListener : IListener
{
    public string Path => "/v1/chat/completions";

    public string Request(string model, bool stream) =>
        $$"""{"model":"{{model}}","stream":{{(stream ? "true" : "false")}},"messages":[{"role":"user","content":"hi"}]}""";

    public IReadOnlyList<GrammarViolation> CheckStream(ReadOnlySpan<byte> stream) => ChatGrammar.CheckStream(stream);

    public IReadOnlyList<GrammarViolation> CheckBody(ReadOnlySpan<byte> body) => ChatGrammar.CheckBody(body);

    public bool IsError(JsonElement body) => LooseJson.Text(LooseJson.Field(body, "error"), "message") is not null;

    public void HearBody(JsonElement body, Hearing hearing)
    {
        foreach (var choice in LooseJson.Items(body, "choices"))
        {
            HearMessage(LooseJson.Field(choice, "message"), hearing);
            if (LooseJson.Text(choice, "finish_reason") is not null)
                hearing.End = HeardEnd.Complete;
        }
    }

    public void HearEvent(string name, byte[] data, Hearing hearing)
    {
        var root = LooseJson.Parse(data);
        foreach (var choice in LooseJson.Items(root, "choices"))
            HearMessage(LooseJson.Field(choice, "delta"), hearing);
        if (IsError(root))
            hearing.End = HeardEnd.Error;
        if (data.AsSpan().SequenceEqual("[DONE]"u8))
            hearing.End = HeardEnd.Complete;
    }

    static void HearMessage(JsonElement message, Hearing hearing)
    {
        hearing.Say(message, "content");
        foreach (var call in LooseJson.Items(message, "tool_calls"))
        {
            if (LooseJson.Text(call, "id") is not null)
                hearing.BeginCall(LooseJson.Field(call, "function"), "name");
            hearing.Argue(LooseJson.Field(call, "function"), "arguments");
        }
    }
}
