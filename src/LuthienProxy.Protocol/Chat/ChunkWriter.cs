using System.Buffers;
using System.Text.Json;
using LuthienProxy.Protocol.Json;
using LuthienProxy.Protocol.Sse;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Chat;

/// <summary>
/// Writes chunks that cannot leave as they came: one choice with one delta, in the frame of the chunk it came in where there is one, so that
/// fields nobody knows survive (C9).
/// </summary>
/// <param name="includeUsage">Whether the client asked for usage: then every other chunk says <c>"usage":null</c> (C6).</param>
sealed class ChunkWriter(bool includeUsage)
{
    const int MaxDepth = 2048;

    readonly ScratchBytes _chunk = new();
    // The last chunk around its delta: what is written in the frames of chunks that are alike is alike too. Kept when it comes for the second time: relayed streams need none.
    readonly ArrayBufferWriter<byte> _before = new();
    readonly ArrayBufferWriter<byte> _after = new();
    (ChatFrame? Mould, ChunkIdentity? Identity, int Choice, bool KeepsRest) _around;

    /// <summary>Writes one choice with one delta.</summary>
    /// <param name="output">Takes the SSE event.</param>
    /// <param name="identity">The answer's identity.</param>
    /// <param name="choice">The choice's number.</param>
    /// <param name="delta">The members of the delta, without braces.</param>
    /// <param name="finish">The stop reason's word; null while there is none.</param>
    /// <param name="frame">The chunk whose other top-level members are kept; null makes a new one.</param>
    /// <param name="keepRest">Whether the choice's other members still tell the truth: log probabilities repeat the text.</param>
    public void WriteChoice(
        IBufferWriter<byte> output, ChunkIdentity identity, int choice, ReadOnlySpan<byte> delta, string? finish, ChatFrame? frame, bool keepRest)
    {
        (ChatFrame? Mould, ChunkIdentity? Identity, int Choice, bool KeepsRest) around = (finish is null ? frame?.Mould : null, identity, choice, keepRest);
        var isAgain = around.Mould is not null && around == _around;
        if (isAgain && _before.WrittenCount > 0)
        {
            _chunk.Write(_before.WrittenSpan);
            _chunk.Write(delta);
            _chunk.Write(_after.WrittenSpan);
            SseWriter.WriteEvent(output, default, _chunk.WrittenSpan);
            _chunk.Clear();
            return;
        }
        var original = Open(identity, frame);
        _chunk.Write("\"choices\":[{\"index\":"u8);
        RawMembers.WriteNumber(_chunk, choice);
        _chunk.Write(",\"delta\":{"u8);
        var start = _chunk.WrittenCount;
        _chunk.Write(delta);
        _chunk.Write("}"u8);
        var source = ChoiceOf(original, choice);
        if (keepRest)
            RawMembers.Copy(_chunk, source, IsChoiceMember);
        else if (source.Field("logprobs"u8).ValueKind != JsonValueKind.Undefined)
            _chunk.Write(",\"logprobs\":null"u8);
        _chunk.Write(",\"finish_reason\":"u8);
        JsonText.WriteValue(_chunk, finish);
        _chunk.Write("}]"u8);
        Close(output, default);
        _around = around;
        Keep(_before, isAgain ? _chunk.WrittenSpan[..start] : default);
        Keep(_after, isAgain ? _chunk.WrittenSpan[(start + delta.Length)..] : default);
        _chunk.Clear();
    }

    /// <summary>Writes a chunk without choices, with usage or with only what its frame holds besides.</summary>
    public void WriteBare(IBufferWriter<byte> output, ChunkIdentity identity, ReadOnlySpan<byte> usage, ChatFrame? frame)
    {
        Open(identity, frame);
        _chunk.Write("\"choices\":[]"u8);
        Close(output, usage);
        _chunk.Clear();
    }

    JsonElement Open(ChunkIdentity identity, ChatFrame? frame)
    {
        _chunk.Write("{\"id\":"u8);
        _chunk.Write(identity.Id.Span);
        _chunk.Write(",\"object\":\"chat.completion.chunk\",\"created\":"u8);
        _chunk.Write(identity.Created.Span);
        _chunk.Write(",\"model\":"u8);
        _chunk.Write(identity.Model.Span);
        var original = frame is null ? default : JsonFields.Parse(frame.Data, MaxDepth);
        RawMembers.Copy(_chunk, original, IsTopMember);
        _chunk.Write(","u8);
        return original;
    }

    void Close(IBufferWriter<byte> output, ReadOnlySpan<byte> usage)
    {
        if (!usage.IsEmpty)
        {
            _chunk.Write(",\"usage\":"u8);
            _chunk.Write(usage);
        }
        else if (includeUsage)
        {
            _chunk.Write(",\"usage\":null"u8);
        }
        _chunk.Write("}"u8);
        SseWriter.WriteEvent(output, default, _chunk.WrittenSpan);
    }

    static void Keep(ArrayBufferWriter<byte> kept, ReadOnlySpan<byte> bytes)
    {
        kept.ResetWrittenCount();
        kept.Write(bytes);
    }

    static JsonElement ChoiceOf(JsonElement original, int index)
    {
        var position = 0;
        foreach (var choice in original.ItemsOf("choices"u8))
        {
            if ((choice.LongField("index"u8) ?? position) == index)
                return choice;
            position++;
        }
        return default;
    }

    static bool IsTopMember(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("id"u8) || name.SequenceEqual("object"u8) || name.SequenceEqual("created"u8) || name.SequenceEqual("model"u8)
        || name.SequenceEqual("choices"u8) || name.SequenceEqual("usage"u8) || name.SequenceEqual("error"u8) || name.SequenceEqual("obfuscation"u8);

    static bool IsChoiceMember(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("index"u8) || name.SequenceEqual("delta"u8) || name.SequenceEqual("finish_reason"u8);
}
