using System.Text.Json;
using LuthienProxy.Protocol.Json;

namespace LuthienProxy.Protocol.Chat;

sealed partial class ChatAnswerDecoder
{
    void ReadChoices(ref Utf8JsonReader reader)
    {
        var position = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            if (reader.TokenType == JsonTokenType.StartObject)
                ReadChoice(ref reader, position++);
            else
                reader.Skip();
        if (position == 0)
            Frame.Traits |= ChunkTraits.EmptyChoices;
    }

    void ReadChoice(ref Utf8JsonReader reader, int position)
    {
        var index = -1;
        var finish = default(JsonSpan);
        var content = default(Utf8JsonReader);
        var waits = false;
        var hasRole = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.Is("index"u8))
                index = ReadIndex(ref reader);
            else if (reader.Is("finish_reason"u8))
                finish = ReadFinish(ref reader);
            else if (!reader.Is(Frame.Kind == ChatFrameKind.Body ? "message"u8 : "delta"u8))
                SkipValue(ref reader);
            else if (index >= 0 && Frame.Kind != ChatFrameKind.Body)
                hasRole = ReadContent(ref reader, ChoiceOf(index), ContentParts.All);
            else
            {
                // Azure sorts its members: the index comes behind the delta.
                content = reader;
                waits = true;
                SkipValue(ref reader);
            }
        }
        var choice = ChoiceOf(index >= 0 ? index : position);
        if (waits)
            hasRole = ReadWaiting(ref content, choice);
        Frame.Add(new ChoiceFact(choice.Index, hasRole));
        if (hasRole)
            Frame.Traits |= ChunkTraits.Role;
        if (finish.IsPresent)
            Finish(choice, finish);
    }

    // A body names its members in any order; the blocks stand as a stream would bring them (A14): reasoning, prose, tool calls.
    bool ReadWaiting(ref Utf8JsonReader content, ChoiceDecoder choice)
    {
        if (Frame.Kind != ChatFrameKind.Body)
            return ReadContent(ref content, choice, ContentParts.All);
        var reasoning = content;
        var prose = content;
        ReadContent(ref reasoning, choice, ContentParts.Reasoning);
        ReadContent(ref prose, choice, ContentParts.Prose);
        return ReadContent(ref content, choice, ContentParts.Tools);
    }

    void Finish(ChoiceDecoder choice, JsonSpan finish)
    {
        var reason = ChatStops.FromWire(JsonText.Unescape(finish.In(Frame.Data.Span)));
        if (choice.LastContent == Frame && Frame.Kind == ChatFrameKind.Chunk)
        {
            choice.HeldStop = reason;
            Frame.Traits |= ChunkTraits.StopWithContent;
            return;
        }
        choice.Stop(reason, Frame);
    }

    JsonSpan ReadFinish(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            if (!reader.ValueSpan.IsEmpty)
                return JsonSpan.OfText(reader);
            Frame.Traits |= ChunkTraits.EmptyFinish;
        }
        reader.Skip();
        return default;
    }

    static int ReadIndex(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var index) && index >= 0)
            return index;
        reader.Skip();
        return -1;
    }

    [Flags]
    enum ContentParts
    {
        Reasoning = 1,
        Prose = 2,
        Tools = 4,
        All = Reasoning | Prose | Tools,
    }
}
