using LuthienProxy.Protocol.Anthropic;
using LuthienProxy.Protocol.Chat;
using LuthienProxy.Protocol.Responses;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Storage.Queries.Content;

/// <summary>The wire formats by the names that the record has of them.</summary>
static class RecordedFormats
{
    static readonly IWireFormat[] All = [AnthropicFormat.Instance, ChatFormat.Instance, ResponsesFormat.Instance];

    /// <summary>The format of this name; null for calls that are no conversation, and names of other versions.</summary>
    internal static IWireFormat? Find(string name) => Array.Find(All, format => format.Name == name);
}
