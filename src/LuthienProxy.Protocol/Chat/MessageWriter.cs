using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;

namespace LuthienProxy.Protocol.Chat;

/// <summary>Writes one choice's message.</summary>
/// <param name="output">Takes the JSON.</param>
/// <param name="original">The message as it came; undefined when the answer was made here.</param>
/// <param name="frame">The body it came in.</param>
readonly ref struct MessageWriter(IBufferWriter<byte> output, JsonElement original, ChatFrame? frame)
{
    /// <summary>Writes the message.</summary>
    public void Write(BodyChoice choice)
    {
        var text = choice.TextOf(BlockKind.Text);
        var refusal = choice.TextOf(BlockKind.Refusal);
        var saysOtherwise = refusal is not null || choice.Of(BlockKind.ToolCall).Any();
        output.Write("{\"role\":\"assistant\",\"content\":"u8);
        JsonText.WriteValue(output, text ?? (saysOtherwise ? null : ""));
        if (refusal is not null || original.ValueKind == JsonValueKind.Undefined || original.Field("refusal"u8).ValueKind != JsonValueKind.Undefined)
        {
            output.Write(",\"refusal\":"u8);
            JsonText.WriteValue(output, refusal);
        }
        WriteReasoning(choice);
        WriteCalls(choice);
        foreach (var block in choice.Of(BlockKind.Opaque))
            WriteOpaque(block);
        CopySilent();
        output.Write("}"u8);
    }

    void WriteReasoning(BodyChoice choice)
    {
        if (choice.TextOf(BlockKind.Thinking) is { Length: > 0 } reasoning)
        {
            var isShort = original.TextField("reasoning_content"u8) is null && original.TextField("reasoning"u8) is not null;
            output.Write(isShort ? ",\"reasoning\":"u8 : ",\"reasoning_content\":"u8);
            JsonText.WriteValue(output, reasoning);
        }
        foreach (var block in choice.Of(BlockKind.Thinking).Where(IsUntouched))
            WriteOpaque(block);
    }

    void WriteCalls(BodyChoice choice)
    {
        ReadOnlySpan<byte> separator = ",\"tool_calls\":["u8;
        foreach (var call in choice.Of(BlockKind.ToolCall).Where(call => call.Form != ToolForm.Legacy))
        {
            output.Write(separator);
            WriteCall(call);
            separator = ","u8;
        }
        if (separator.Length == 1)
            output.Write("]"u8);
        foreach (var call in choice.Of(BlockKind.ToolCall).Where(call => call.Form == ToolForm.Legacy))
        {
            output.Write(",\"function_call\":"u8);
            WriteCallee(call, "arguments"u8);
        }
    }

    void WriteCall(BodyBlock call)
    {
        var isCustom = call.Form == ToolForm.Custom;
        output.Write("{\"id\":"u8);
        JsonText.WriteValue(output, call.Tool.Id);
        output.Write(isCustom ? ",\"type\":\"custom\",\"custom\":"u8 : ",\"type\":\"function\",\"function\":"u8);
        WriteCallee(call, isCustom ? "input"u8 : "arguments"u8);
        if (call.Start.Origin is ChatFrame source && source.ToolOf(call.Start.Block) is { } fact)
            DeltaWriter.CopyRest(output, fact.Entry.In(source.Data));
        output.Write("}"u8);
    }

    void WriteCallee(BodyBlock call, ReadOnlySpan<byte> field)
    {
        var arguments = call.Text;
        output.Write("{\"name\":"u8);
        JsonText.WriteValue(output, call.Tool.Name);
        output.Write(",\""u8);
        output.Write(field);
        output.Write("\":"u8);
        JsonText.WriteValue(output, arguments.Length == 0 && call.Form != ToolForm.Custom && call.Start.Origin is not ChatFrame ? "{}" : arguments);
        output.Write("}"u8);
    }

    void WriteOpaque(BodyBlock block)
    {
        foreach (var delta in block.Deltas)
            if (delta.Kind == DeltaKind.Opaque && delta.Origin is ChatFrame source && source.Decoded(delta) && source.PlaceOf(delta) is { Field: ChatField.Opaque } place)
            {
                output.Write(","u8);
                output.Write(place.Value.In(source.Data.Span));
            }
    }

    // Structured reasoning repeats the text beside it: once that text was touched, the copy must not tell it.
    static bool IsUntouched(BodyBlock block) =>
        block.Start.Origin is not ChatFrame source
        || !source.HoldsText(block.Start.Block)
        || (block.Deltas.TrueForAll(source.Decoded) && block.Deltas.Exists(delta => delta.Kind == DeltaKind.Text));

    // What is empty became no event (annotations: []), and still stands in the original.
    void CopySilent()
    {
        if (frame is null || original.ValueKind != JsonValueKind.Object)
            return;
        foreach (var member in original.EnumerateObject())
        {
            var name = JsonMarshal.GetRawUtf8PropertyName(member);
            if (IsSpoken(name) || !SaysNothing(member.Value))
                continue;
            output.Write(",\""u8);
            output.Write(name);
            output.Write("\":"u8);
            output.Write(JsonMarshal.GetRawUtf8Value(member.Value));
        }
    }

    static bool SaysNothing(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.False => true,
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Object => value.GetPropertyCount() == 0,
        JsonValueKind.String => JsonMarshal.GetRawUtf8Value(value).Length == 2,
        _ => false,
    };

    static bool IsSpoken(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("role"u8) || name.SequenceEqual("content"u8) || name.SequenceEqual("refusal"u8) || name.SequenceEqual("tool_calls"u8)
        || name.SequenceEqual("function_call"u8) || name.SequenceEqual("reasoning"u8) || name.SequenceEqual("reasoning_content"u8);
}
