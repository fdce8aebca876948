using System.Collections.Frozen;
using LuthienProxy.Protocol.Anthropic;
using LuthienProxy.Protocol.Chat;
using LuthienProxy.Protocol.Responses;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Pipeline.Tests.Support;

/// <summary>The three formats by a name that a test case can hold.</summary>
public static class WireFormats
{
    static readonly FrozenDictionary<string, IWireFormat> Formats = new KeyValuePair<string, IWireFormat>[]
    {
        new("chat", ChatFormat.Instance), new("messages", AnthropicFormat.Instance), new("responses", ResponsesFormat.Instance),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IWireFormat Named(string name) => Formats[name];
}
