using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;

namespace LuthienProxy.Protocol.Responses;

/// <summary>Writes <c>response</c> objects: anew from what is known, or the provider's own with the fields replaced that no longer hold.</summary>
static class ResponseJson
{
    const long MostTokens = long.MaxValue / 2;

    static readonly string[] Required = ["id", "object", "created_at", "status", "model", "output", "usage", "error", "incomplete_details"];

    /// <summary>The whole object. <paramref name="template"/> keeps its other fields; undefined where there is no such object.</summary>
    public static byte[] Build(ResponseState state, JsonElement template)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, EventWriter.Json))
        {
            writer.WriteStartObject();
            var missing = new List<string>(Required);
            foreach (var property in template.ValueKind == JsonValueKind.Object ? template.EnumerateObject() : default)
            {
                var name = JsonText.Unescape(JsonMarshal.GetRawUtf8PropertyName(property));
                missing.Remove(name);
                writer.WritePropertyName(name);
                if (!TryWrite(writer, name, state, property.Value))
                    writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(property.Value), skipInputValidation: true);
            }
            foreach (var name in missing)
            {
                writer.WritePropertyName(name);
                TryWrite(writer, name, state, default);
            }
            if (template.ValueKind != JsonValueKind.Object)
                WriteDefaults(writer);
            writer.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The items as the value of <c>output</c>.</summary>
    public static byte[] Output(IEnumerable<ReadOnlyMemory<byte>> items)
    {
        var output = new ArrayBufferWriter<byte>(256);
        var separator = "["u8;
        foreach (var item in items)
        {
            output.Write(separator);
            output.Write(item.Span);
            separator = ","u8;
        }
        output.Write(separator is [(byte)'['] ? "[]"u8 : "]"u8);
        return output.WrittenSpan.ToArray();
    }

    static bool TryWrite(Utf8JsonWriter writer, string name, ResponseState state, JsonElement own)
    {
        var isMissing = own.ValueKind == JsonValueKind.Undefined;
        switch (name)
        {
            case "id" or "model":
                writer.WriteText(name == "id" ? state.Id : state.Model);
                return true;
            case "object" when isMissing:
                writer.WriteStringValue("response");
                return true;
            case "created_at" when isMissing:
                writer.WriteNumberValue(state.CreatedAt);
                return true;
            case "status" when state.Status is not null:
                writer.WriteStringValue(state.Status);
                return true;
            case "output":
                writer.WriteRawValue(state.Output.Span, skipInputValidation: true);
                return true;
            case "output_text" when own.ValueKind == JsonValueKind.String:
                writer.WriteText(state.OutputText);
                return true;
            case "usage" when isMissing || own.ValueKind == JsonValueKind.Null:
                WriteUsage(writer, state.Usage);
                return true;
            case "error" when state.Error is not null || isMissing:
                WriteError(writer, state.Error);
                return true;
            case "incomplete_details" when state.Status is not null || isMissing:
                WriteIncomplete(writer, state.IncompleteReason);
                return true;
            default:
                return false;
        }
    }

    static void WriteUsage(Utf8JsonWriter writer, TokenUsage? usage)
    {
        if (usage is null)
        {
            writer.WriteNullValue();
            return;
        }
        // Counts that cannot be are brought to the nearest that can (R13).
        var input = Math.Clamp(usage.Input ?? 0, 0, MostTokens);
        var output = Math.Clamp(usage.Output ?? 0, 0, MostTokens);
        writer.WriteStartObject();
        writer.WriteNumber("input_tokens", input);
        writer.WriteStartObject("input_tokens_details");
        writer.WriteNumber("cached_tokens", Math.Clamp(usage.CacheRead ?? 0, 0, input));
        writer.WriteEndObject();
        writer.WriteNumber("output_tokens", output);
        writer.WriteStartObject("output_tokens_details");
        writer.WriteNumber("reasoning_tokens", Math.Clamp(usage.Reasoning ?? 0, 0, output));
        writer.WriteEndObject();
        writer.WriteNumber("total_tokens", input + output);
        writer.WriteEndObject();
    }

    static void WriteError(Utf8JsonWriter writer, GatewayError? error)
    {
        if (error is null)
        {
            writer.WriteNullValue();
            return;
        }
        writer.WriteStartObject();
        writer.WriteString("code", ResponsesErrors.CodeInStream(error));
        writer.WritePropertyName("message");
        writer.WriteText(error.Message);
        writer.WriteEndObject();
    }

    static void WriteIncomplete(Utf8JsonWriter writer, string? reason)
    {
        if (reason is null)
        {
            writer.WriteNullValue();
            return;
        }
        writer.WriteStartObject();
        writer.WritePropertyName("reason");
        writer.WriteText(reason);
        writer.WriteEndObject();
    }

    /// <summary>The fields that typed SDKs demand of every response object.</summary>
    static void WriteDefaults(Utf8JsonWriter writer)
    {
        writer.WriteNull("instructions");
        writer.WriteStartObject("metadata");
        writer.WriteEndObject();
        writer.WriteBoolean("parallel_tool_calls", true);
        writer.WriteString("tool_choice", "auto");
        writer.WriteStartArray("tools");
        writer.WriteEndArray();
        writer.WriteNull("temperature");
        writer.WriteNull("top_p");
    }
}
