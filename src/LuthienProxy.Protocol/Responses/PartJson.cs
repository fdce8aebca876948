using System.Runtime.InteropServices;
using System.Text.Json;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;

namespace LuthienProxy.Protocol.Responses;

/// <summary>Writes a message's content parts.</summary>
static class PartJson
{
    /// <summary>The part with the given text; a null text keeps the provider's own.</summary>
    public static void Write(Utf8JsonWriter writer, OutBlock block, JsonElement own, string? text)
    {
        if (block.Kind == BlockKind.Opaque)
        {
            if (own.ValueKind == JsonValueKind.Object)
                WriteRaw(writer, own);
            else
                writer.WriteRawValue(block.RawPart.Span, skipInputValidation: true);
            return;
        }
        var textField = block.Kind == BlockKind.Refusal ? "refusal" : "text";
        var keepsOwn = own.TextField("type"u8) == TypeOf(block.Kind);
        writer.WriteStartObject();
        if (keepsOwn)
            WriteOwn(writer, block, own, text, textField);
        else
            WriteNew(writer, block, text ?? "", textField);
        writer.WriteEndObject();
    }

    /// <summary>A new part with the given text.</summary>
    public static byte[] Build(OutBlock block, string text)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(text.Length + 64);
        using (var writer = new Utf8JsonWriter(buffer, EventWriter.Json))
            Write(writer, block, default, text);
        return buffer.WrittenSpan.ToArray();
    }

    static void WriteOwn(Utf8JsonWriter writer, OutBlock block, JsonElement own, string? text, string textField)
    {
        foreach (var property in own.EnumerateObject())
        {
            var name = JsonText.Unescape(JsonMarshal.GetRawUtf8PropertyName(property));
            writer.WritePropertyName(name);
            if (name == textField && text is not null)
                writer.WriteText(text);
            else if (name == "logprobs" && block.IsChanged)
                writer.WriteRawValue("[]"u8);
            else if (name == "annotations" && block.IsChanged)
                WriteAnnotations(writer, block);
            else
                WriteRaw(writer, property.Value);
        }
    }

    static void WriteNew(Utf8JsonWriter writer, OutBlock block, string text, string textField)
    {
        writer.WriteString("type", TypeOf(block.Kind));
        if (block.Kind == BlockKind.Text)
        {
            writer.WritePropertyName("annotations");
            WriteAnnotations(writer, block);
            writer.WriteStartArray("logprobs");
            writer.WriteEndArray();
        }
        writer.WritePropertyName(textField);
        writer.WriteText(text);
    }

    /// <summary>The annotations that were sent with the block, as an array.</summary>
    public static void WriteAnnotations(Utf8JsonWriter writer, OutBlock block)
    {
        writer.WriteStartArray();
        foreach (var annotation in block.Annotations ?? [])
            writer.WriteRawValue(annotation.Span, skipInputValidation: true);
        writer.WriteEndArray();
    }

    static string TypeOf(BlockKind kind) => kind == BlockKind.Refusal ? "refusal" : "output_text";

    static void WriteRaw(Utf8JsonWriter writer, JsonElement value) =>
        writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);
}
