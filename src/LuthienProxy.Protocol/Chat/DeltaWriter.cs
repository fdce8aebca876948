using System.Buffers;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;

namespace LuthienProxy.Protocol.Chat;

/// <summary>Writes the members of a delta, without braces.</summary>
static class DeltaWriter
{
    /// <summary>A piece of text, reasoning or refusal; <paramref name="inside"/> is the escaped inside of the string.</summary>
    public static void WriteProse(IBufferWriter<byte> output, ChatField field, ReadOnlySpan<byte> inside)
    {
        output.Write(field switch
        {
            ChatField.Refusal => "\"refusal\":\""u8,
            ChatField.ReasoningContent => "\"reasoning_content\":\""u8,
            ChatField.Reasoning => "\"reasoning\":\""u8,
            _ => "\"content\":\""u8,
        });
        output.Write(inside);
        output.Write("\""u8);
    }

    /// <summary>The beginning of a tool call (C4), with what else its entry on the wire holds.</summary>
    public static void WriteHead(IBufferWriter<byte> output, ChatBlock call, ToolCallHead head, ReadOnlyMemory<byte> entry)
    {
        if (call.Form == ToolForm.Legacy)
        {
            output.Write("\"function_call\":{\"name\":"u8);
            JsonText.WriteValue(output, head.Name);
            output.Write(",\"arguments\":\"\"}"u8);
            return;
        }
        output.Write("\"tool_calls\":[{\"index\":"u8);
        RawMembers.WriteNumber(output, call.ToolIndex);
        output.Write(",\"id\":"u8);
        JsonText.WriteValue(output, head.Id);
        output.Write(call.Form == ToolForm.Custom ? ",\"type\":\"custom\",\"custom\":{\"name\":"u8 : ",\"type\":\"function\",\"function\":{\"name\":"u8);
        JsonText.WriteValue(output, head.Name);
        output.Write(call.Form == ToolForm.Custom ? ",\"input\":\"\"}"u8 : ",\"arguments\":\"\"}"u8);
        CopyRest(output, entry);
        output.Write("}]"u8);
    }

    /// <summary>A piece of a tool call's arguments; <paramref name="inside"/> is the escaped inside of the string.</summary>
    public static void WriteArguments(IBufferWriter<byte> output, ChatBlock call, ReadOnlySpan<byte> inside, ReadOnlyMemory<byte> entry)
    {
        if (call.Form == ToolForm.Legacy)
        {
            output.Write("\"function_call\":{\"arguments\":\""u8);
            output.Write(inside);
            output.Write("\"}"u8);
            return;
        }
        output.Write("\"tool_calls\":[{\"index\":"u8);
        RawMembers.WriteNumber(output, call.ToolIndex);
        output.Write(call.Form == ToolForm.Custom ? ",\"custom\":{\"input\":\""u8 : ",\"function\":{\"arguments\":\""u8);
        output.Write(inside);
        output.Write("\"}"u8);
        CopyRest(output, entry);
        output.Write("}]"u8);
    }

    /// <summary>What an entry holds besides the call: Gemini's thought signatures ride there, in <c>extra_content</c>.</summary>
    public static void CopyRest(IBufferWriter<byte> output, ReadOnlyMemory<byte> entry)
    {
        if (!entry.IsEmpty)
            RawMembers.Copy(output, JsonFields.Parse(entry, maxDepth: 2048), IsKnown);
    }

    static bool IsKnown(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("index"u8) || name.SequenceEqual("id"u8) || name.SequenceEqual("type"u8)
        || name.SequenceEqual("function"u8) || name.SequenceEqual("custom"u8);
}
