using System.Text.Json;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;

namespace LuthienProxy.Protocol.Responses;

/// <summary>Writes the fields of one item that follow from what was sent.</summary>
readonly ref struct ItemBuild(Utf8JsonWriter writer, OutItem item, JsonElement template, string status, bool isFinal)
{
    /// <summary>Writes the field's value, or answers false where the provider's own value stands.</summary>
    public bool TryWrite(string name, JsonElement own)
    {
        switch (name)
        {
            case "id" when item.Kind != ItemKind.Opaque || own.ValueKind != JsonValueKind.String:
                writer.WriteText(item.Id);
                return true;
            case "type" when own.ValueKind == JsonValueKind.Undefined:
                writer.WriteStringValue(TypeOf(item.Kind));
                return true;
            case "role" when own.ValueKind == JsonValueKind.Undefined:
                writer.WriteStringValue("assistant");
                return true;
            case "status" when item.Kind != ItemKind.Opaque && (!isFinal || own.AsText() is null or "in_progress"):
                writer.WriteStringValue(status);
                return true;
            case "content" when item.Kind == ItemKind.Message:
                WriteParts();
                return true;
            case "call_id" or "name" or "arguments" or "input" when item.Blocks is [{ Tool: { } tool } call]:
                return TryWriteCall(name, call, tool, own);
            case "summary" or "content" or "encrypted_content" when item.Kind == ItemKind.Reasoning:
                return TryWriteReasoning(name, own);
            default:
                return false;
        }
    }

    bool TryWriteCall(string name, OutBlock call, ToolCallHead tool, JsonElement own)
    {
        if (name is "call_id" or "name")
        {
            writer.WriteText(name == "name" ? tool.Name : tool.Id);
            return true;
        }
        if (name == "input" != call.IsCustom)
            return false;
        if (isFinal && call.Text is null && own.ValueKind == JsonValueKind.String)
            return false;
        writer.WriteText(isFinal ? call.Text?.ToString() ?? "" : "");
        return true;
    }

    bool TryWriteReasoning(string name, JsonElement own)
    {
        if (item.Blocks is not [var block])
            return false;
        if (name == "encrypted_content")
        {
            // Byte for byte or not at all: a policy that took the signature's event out took it out of here too.
            if (!isFinal || block.Text is null && own.ValueKind != JsonValueKind.Undefined)
                return false;
            if (block.Signature is { } signature)
                writer.WriteText(signature);
            else
                writer.WriteNullValue();
            return true;
        }
        if (isFinal && block.Text is null && own.ValueKind == JsonValueKind.Array)
            return false;
        writer.WriteStartArray();
        foreach (var part in isFinal ? block.Parts : [])
            if (part.IsSummary == (name == "summary"))
                WriteReasoningPart(part);
        writer.WriteEndArray();
        return true;
    }

    void WriteReasoningPart(ReasoningPart part)
    {
        writer.WriteStartObject();
        writer.WriteString("type", part.IsSummary ? "summary_text" : "reasoning_text");
        writer.WritePropertyName("text");
        writer.WriteText(part.Text?.ToString() ?? "");
        writer.WriteEndObject();
    }

    void WriteParts()
    {
        writer.WriteStartArray();
        foreach (var block in isFinal ? item.Blocks : [])
        {
            var own = template.ItemsOf("content"u8).ElementAtOrDefault(block.UpstreamPart < 0 ? int.MaxValue : block.UpstreamPart);
            PartJson.Write(writer, block, own, block.Text?.ToString());
        }
        writer.WriteEndArray();
    }

    static string TypeOf(ItemKind kind) => kind switch
    {
        ItemKind.Message => "message",
        ItemKind.Function => "function_call",
        ItemKind.Custom => "custom_tool_call",
        _ => "reasoning",
    };
}
