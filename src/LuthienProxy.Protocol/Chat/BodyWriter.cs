using System.Buffers;
using System.Text.Json;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;

namespace LuthienProxy.Protocol.Chat;

/// <summary>Writes the JSON of a rebuilt body, in the original where there is one: what nobody knows survives (C9).</summary>
sealed class BodyWriter
{
    readonly BodyAnswer _answer;
    readonly ConversationRequest _request;
    readonly TimeProvider _time;
    readonly ChatFrame? _frame;
    readonly JsonElement _original;

    /// <summary>A writer of one body.</summary>
    public BodyWriter(BodyAnswer answer, ConversationRequest request, TimeProvider time)
    {
        _answer = answer;
        _request = request;
        _time = time;
        _frame = answer.Started?.Origin as ChatFrame is { Kind: ChatFrameKind.Body } frame ? frame : null;
        _original = _frame is null ? default : JsonFields.Parse(_frame.Data, maxDepth: 2048);
    }

    /// <summary>Writes the body.</summary>
    public void Write(IBufferWriter<byte> output)
    {
        output.Write("{\"id\":"u8);
        JsonText.WriteValue(output, _answer.Started is { Id.Length: > 0 } named ? named.Id : ChatIds.NewAnswer());
        output.Write(",\"object\":\"chat.completion\",\"created\":"u8);
        RawMembers.WriteNumber(output, _original.LongField("created"u8) ?? _time.GetUtcNow().ToUnixTimeSeconds());
        output.Write(",\"model\":"u8);
        JsonText.WriteValue(output, _answer.Started is { Model.Length: > 0 } known ? known.Model : _request.Model);
        output.Write(",\"choices\":["u8);
        var separator = ReadOnlySpan<byte>.Empty;
        foreach (var choice in _answer.Choices.OrderBy(choice => choice.Index))
        {
            output.Write(separator);
            WriteChoice(output, choice);
            separator = ","u8;
        }
        output.Write("]"u8);
        WriteUsage(output);
        RawMembers.Copy(output, _original, IsBodyMember);
        output.Write("}"u8);
    }

    void WriteChoice(IBufferWriter<byte> output, BodyChoice choice)
    {
        var original = ChoiceIn(choice.Index);
        var message = original.Field("message"u8);
        output.Write("{\"index\":"u8);
        RawMembers.WriteNumber(output, choice.Index);
        output.Write(",\"message\":"u8);
        new MessageWriter(output, message, _frame).Write(choice);
        // Log probabilities repeat the text: they stay only with that very text.
        var keepsText = choice.TextOf(BlockKind.Text) == message.TextField("content"u8) && choice.TextOf(BlockKind.Refusal) == message.TextField("refusal"u8);
        RawMembers.Copy(output, original, keepsText ? IsChoiceMember : IsChoiceMemberOrText);
        output.Write(",\"finish_reason\":"u8);
        JsonText.WriteValue(output, choice.Stop);
        output.Write("}"u8);
    }

    void WriteUsage(IBufferWriter<byte> output)
    {
        if (_answer.Usage is not { } usage)
            return;
        output.Write(",\"usage\":"u8);
        if (usage.Origin is ChatFrame { Usage.IsPresent: true } frame && frame.Decoded(usage))
            output.Write(frame.Usage.In(frame.Data.Span));
        else
            ChatUsage.Write(output, usage.Usage);
    }

    JsonElement ChoiceIn(int index)
    {
        var position = 0;
        foreach (var choice in _original.ItemsOf("choices"u8))
        {
            if ((choice.LongField("index"u8) ?? position) == index)
                return choice;
            position++;
        }
        return default;
    }

    static bool IsBodyMember(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("id"u8) || name.SequenceEqual("object"u8) || name.SequenceEqual("created"u8) || name.SequenceEqual("model"u8)
        || name.SequenceEqual("choices"u8) || name.SequenceEqual("usage"u8) || name.SequenceEqual("error"u8);

    static bool IsChoiceMember(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("index"u8) || name.SequenceEqual("message"u8) || name.SequenceEqual("finish_reason"u8);

    static bool IsChoiceMemberOrText(ReadOnlySpan<byte> name) => IsChoiceMember(name) || name.SequenceEqual("logprobs"u8);
}
