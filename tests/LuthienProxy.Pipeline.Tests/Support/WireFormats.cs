using System.Collections.Frozen;
using System.Text;
using LuthienProxy.Fixtures.Grammar;
using LuthienProxy.Protocol.Anthropic;
using LuthienProxy.Protocol.Chat;
using LuthienProxy.Protocol.Responses;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Pipeline.Tests.Support;

/// <summary>The three formats by a name that a test case can hold.</summary>
public static class WireFormats
{
    static readonly FrozenDictionary<string, Func<byte[], IReadOnlyList<GrammarViolation>>> Judges = new KeyValuePair<string, Func<byte[], IReadOnlyList<GrammarViolation>>>[]
    {
        new("chat", static stream => ChatGrammar.CheckStream(stream)), new("messages", static stream => AnthropicGrammar.CheckStream(stream)),
        new("responses", static stream => ResponsesGrammar.CheckStream(stream)),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    static readonly FrozenDictionary<string, Func<byte[], IReadOnlyList<GrammarViolation>>> BodyJudges = new KeyValuePair<string, Func<byte[], IReadOnlyList<GrammarViolation>>>[]
    {
        new("chat", static body => ChatGrammar.CheckBody(body)), new("messages", static body => AnthropicGrammar.CheckBody(body)),
        new("responses", static body => ResponsesGrammar.CheckBody(body)),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    static readonly FrozenDictionary<string, IWireFormat> Formats = new KeyValuePair<string, IWireFormat>[]
    {
        new("chat", ChatFormat.Instance), new("messages", AnthropicFormat.Instance), new("responses", ResponsesFormat.Instance),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The rules that a stream of the format breaks.</summary>
    public static IReadOnlyList<GrammarViolation> Violations(string name, string stream) => Judges[name](Encoding.UTF8.GetBytes(stream));

    /// <summary>The rules that an answer of the format breaks that is not streamed.</summary>
    public static IReadOnlyList<GrammarViolation> BodyViolations(string name, string body) => BodyJudges[name](Encoding.UTF8.GetBytes(body));

    public static IWireFormat Named(string name) => Formats[name];
}
