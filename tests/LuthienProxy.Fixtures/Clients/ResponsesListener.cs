using System.Text.Json;
using LuthienProxy.Fixtures.Grammar;

namespace LuthienProxy.Fixtures.Clients;

/// <summary>A client of OpenAI Responses. It listens to the deltas; the grammar holds the other copies of the text equal to them (R6).</summary>
sealed class ResponsesListener : IListener
{
    public string Path => "/v1/responses";

    public string Request(string model, bool stream) =>
        $$"""{"model":"{{model}}","stream":{{(stream ? "true" : "false")}},"input":[{"role":"user","content":"hi"}]}""";

    public IReadOnlyList<GrammarViolation> CheckStream(ReadOnlySpan<byte> stream) => ResponsesGrammar.CheckStream(stream);

    public IReadOnlyList<GrammarViolation> CheckBody(ReadOnlySpan<byte> body) => ResponsesGrammar.CheckBody(body);

    public bool IsError(JsonElement body) => LooseJson.Text(LooseJson.Field(body, "error"), "message") is not null;

    public void HearBody(JsonElement body, Hearing hearing)
    {
        foreach (var item in LooseJson.Items(body, "output"))
        {
            foreach (var part in LooseJson.Items(item, "content"))
                hearing.Say(part, "text");
            if (LooseJson.Text(item, "type") != "function_call")
                continue;
            hearing.BeginCall(item, "name");
            hearing.Argue(item, "arguments");
        }
        hearing.End = LooseJson.Text(body, "status") is "completed" or "incomplete" ? HeardEnd.Complete : HeardEnd.Cut;
    }

    public void HearEvent(string name, byte[] data, Hearing hearing)
    {
        var root = LooseJson.Parse(data);
        switch (name)
        {
            case "response.output_text.delta":
                hearing.Say(root, "delta");
                break;
            case "response.output_item.added" when LooseJson.Text(LooseJson.Field(root, "item"), "type") == "function_call":
                hearing.BeginCall(LooseJson.Field(root, "item"), "name");
                break;
            case "response.function_call_arguments.delta":
                hearing.Argue(root, "delta");
                break;
            case "response.completed" or "response.incomplete":
                hearing.End = HeardEnd.Complete;
                break;
            case "response.failed":
                hearing.End = HeardEnd.Error;
                break;
        }
    }
}
