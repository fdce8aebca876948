using System.Text;
using System.Text.Json;
using LuthienProxy.Fixtures.Grammar;

namespace LuthienProxy.Fixtures.Clients;

/// <summary>Gathers what an answer says. Texts are kept as they stand in JSON, so that halves of an escaped character meet again.</summary>
sealed class Hearing
{
    readonly StringBuilder _text = new();
    readonly List<(string Name, StringBuilder Arguments)> _calls = [];

    public HeardEnd End { get; set; } = HeardEnd.Cut;

    public string Text => Plain(_text.ToString());

    public IReadOnlyList<string> Calls => [.. _calls.Select(call => $"{Plain(call.Name)}({Plain(call.Arguments.ToString())})")];

    public void Say(JsonElement parent, string field) => _text.Append(LooseJson.Text(parent, field));

    public void BeginCall(JsonElement parent, string field) => _calls.Add((LooseJson.Text(parent, field) ?? "", new()));

    public void Argue(JsonElement parent, string field) => _calls[^1].Arguments.Append(LooseJson.Text(parent, field));

    /// <summary>Arguments that stand in the answer as an object instead of a text.</summary>
    public void ArgueObject(JsonElement arguments) => _calls[^1].Arguments.Append(JsonEncodedText.Encode(arguments.GetRawText()).ToString());

    static string Plain(string escaped) => JsonSerializer.Deserialize<string>($"\"{escaped}\"")!;
}
