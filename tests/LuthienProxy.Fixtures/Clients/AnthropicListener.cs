using System.Text.Json;
using LuthienProxy.Fixtures.Grammar;

namespace LuthienProxy.Fixtures.Clients;

/// <summary>A client of Anthropic Messages.</summary>
sealed class AnthropicListener : IListener
{
    public string Path => "/v1/messages";

    public string Request(string model, bool stream) =>
        $$"""{"model":"{{model}}","max_tokens":1024,"stream":{{(stream ? "true" : "false")}},"messages":[{"role":"user","content":"hi"}]}""";

    public IReadOnlyList<GrammarViolation> CheckStream(ReadOnlySpan<byte> stream) => AnthropicGrammar.CheckStream(stream);

    public IReadOnlyList<GrammarViolation> CheckBody(ReadOnlySpan<byte> body) => AnthropicGrammar.CheckBody(body);

    public bool IsError(JsonElement body) =>
        LooseJson.Text(body, "type") == "error" && LooseJson.Text(LooseJson.Field(body, "error"), "type") is not null
        && LooseJson.Text(LooseJson.Field(body, "error"), "message") is not null;

    public void HearBody(JsonElement body, Hearing hearing)
    {
        foreach (var block in LooseJson.Items(body, "content"))
        {
            hearing.Say(block, "text");
            if (LooseJson.Text(block, "type") != "tool_use")
                continue;
            hearing.BeginCall(block, "name");
            hearing.ArgueObject(LooseJson.Field(block, "input"));
        }
        hearing.End = LooseJson.Text(body, "stop_reason") is null ? HeardEnd.Cut : HeardEnd.Complete;
    }

    public void HearEvent(string name, byte[] data, Hearing hearing)
    {
        var root = LooseJson.Parse(data);
        var delta = LooseJson.Field(root, "delta");
        var block = LooseJson.Field(root, "content_block");
        hearing.Say(block, "text");
        hearing.Say(delta, "text");
        if (LooseJson.Text(block, "type") == "tool_use")
            hearing.BeginCall(block, "name");
        if (LooseJson.Text(delta, "type") == "input_json_delta")
            hearing.Argue(delta, "partial_json");
        hearing.End = name switch
        {
            "error" => HeardEnd.Error,
            "message_stop" => HeardEnd.Complete,
            _ => hearing.End,
        };
    }
}
