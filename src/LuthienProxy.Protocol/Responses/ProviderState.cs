using System.Text.Json;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;

namespace LuthienProxy.Protocol.Responses;

/// <summary>Finds requests that rest on state which the provider keeps: an earlier answer, a stored conversation, work in the background.</summary>
public static class ProviderState
{
    /// <summary>The field by which a request asks for it; null when none does. Of a repeated field any value counts.</summary>
    public static string? FieldOf(ConversationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Format is not ResponsesFormat)
            return null;
        var reader = new Utf8JsonReader(request.Raw.Span, new JsonReaderOptions { MaxDepth = JsonStrings.MaxDepth });
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = NameOf(reader);
            reader.Read();
            if (field is not null && IsSet(reader.TokenType, field))
                return field;
            reader.Skip();
        }
        return null;
    }

    static string? NameOf(in Utf8JsonReader reader) =>
        reader.Is("previous_response_id"u8) ? "previous_response_id"
        : reader.Is("conversation"u8) ? "conversation"
        : reader.Is("background"u8) ? "background"
        : null;

    static bool IsSet(JsonTokenType value, string field) => value != JsonTokenType.Null && (field != "background" || value != JsonTokenType.False);
}
