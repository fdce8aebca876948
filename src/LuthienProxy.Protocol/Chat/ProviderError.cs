using System.Text.Json;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;

namespace LuthienProxy.Protocol.Chat;

/// <summary>An error that the provider put into the answer.</summary>
static class ProviderError
{
    /// <summary>Reads the value of <c>error</c>, whatever it is.</summary>
    public static GatewayError Read(ReadOnlyMemory<byte> json)
    {
        var error = JsonFields.Parse(json, maxDepth: 2048);
        var message = error.TextField("message"u8) ?? error.AsText() ?? "The provider ended the answer with an error.";
        return new(ErrorKind.Upstream, message) { Code = CodeOf(error), Param = error.TextField("param"u8) };
    }

    static string? CodeOf(JsonElement error) =>
        error.TextField("code"u8) ?? error.LongField("code"u8)?.ToString() ?? error.TextField("type"u8);
}
