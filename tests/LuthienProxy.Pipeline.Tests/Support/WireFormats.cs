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

    static readonly FrozenDictionary<string, IWireFormat> Formats = new KeyValuePair<string, IWireFormat>[]
    {
        new("chat", ChatFormat.Instance), new("messages", AnthropicFormat.Instance), new("responses", ResponsesFormat.Instance),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The rules that a stream of the format breaks.</summary>
    public static IReadOnlyList<GrammarViolation> Violations(string name, string stream) => Judges[name](Encoding.UTF8.GetBytes(stream));

    public static IWireFormat Named(string name) => Formats[name];
}
