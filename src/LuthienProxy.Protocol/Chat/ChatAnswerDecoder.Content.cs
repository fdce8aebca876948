using System.Text.Json;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;

namespace LuthienProxy.Protocol.Chat;

sealed partial class ChatAnswerDecoder
{
    // Reads a delta or message; the answer is whether it names the role.
    bool ReadContent(ref Utf8JsonReader reader, ChoiceDecoder choice, ContentParts parts)
    {
        var hasRole = false;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return false;
        }
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.Is("content"u8))
                ReadProse(ref reader, choice, parts, ContentParts.Prose, ChatField.Content);
            else if (reader.Is("tool_calls"u8))
                ReadTools(ref reader, choice, parts);
            else if (reader.Is("reasoning_content"u8))
                ReadProse(ref reader, choice, parts, ContentParts.Reasoning, ChatField.ReasoningContent);
            else if (reader.Is("reasoning"u8))
                ReadProse(ref reader, choice, parts, ContentParts.Reasoning, ChatField.Reasoning);
            else if (reader.Is("refusal"u8))
                ReadProse(ref reader, choice, parts, ContentParts.Prose, ChatField.Refusal);
            else if (reader.Is("role"u8))
                hasRole = ReadRole(ref reader);
            else if (reader.Is("function_call"u8))
                ReadLegacyCall(ref reader, choice, parts);
            else if (reader.Is("reasoning_details"u8))
                ReadOpaque(ref reader, choice, parts, ContentParts.Reasoning);
            else
                ReadOpaque(ref reader, choice, parts, ContentParts.Prose);
        }
        return hasRole;
    }

    static bool ReadRole(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
            return !reader.ValueSpan.IsEmpty;
        reader.Skip();
        return false;
    }

    static void ReadProse(ref Utf8JsonReader reader, ChoiceDecoder choice, ContentParts wanted, ContentParts part, ChatField field)
    {
        var member = (int)reader.TokenStartIndex;
        reader.Read();
        if (reader.TokenType != JsonTokenType.String)
            ReadOther(ref reader, choice, wanted, part, member);
        else if (wanted.HasFlag(part) && !reader.ValueSpan.IsEmpty)
            choice.Prose(KindOf(field), field, JsonSpan.OfText(reader));
    }

    static void ReadOpaque(ref Utf8JsonReader reader, ChoiceDecoder choice, ContentParts wanted, ContentParts part)
    {
        var member = (int)reader.TokenStartIndex;
        reader.Read();
        ReadOther(ref reader, choice, wanted, part, member);
    }

    // Null, false and what is empty say nothing.
    static void ReadOther(ref Utf8JsonReader reader, ChoiceDecoder choice, ContentParts wanted, ContentParts part, int member)
    {
        var says = reader.TokenType switch
        {
            JsonTokenType.Null or JsonTokenType.False => false,
            JsonTokenType.String => !reader.ValueSpan.IsEmpty,
            _ => true,
        };
        var start = reader.BytesConsumed;
        reader.Skip();
        var length = (int)reader.BytesConsumed - member;
        if (!says || !wanted.HasFlag(part) || reader.BytesConsumed - start == 1)
            return;
        if (part == ContentParts.Reasoning)
            choice.ReasoningDetails(new(member, length));
        else
            choice.Opaque(new(member, length));
    }

    static BlockKind KindOf(ChatField field) => field switch
    {
        ChatField.Content => BlockKind.Text,
        ChatField.Refusal => BlockKind.Refusal,
        _ => BlockKind.Thinking,
    };
}
