using System.Runtime.InteropServices;
using System.Text.Json;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;

namespace LuthienProxy.Protocol.Responses;

/// <summary>
/// Writes output items from what was sent. What the provider's own JSON of the item holds beyond that (phase, namespace, unknown fields) is kept.
/// </summary>
static class ItemJson
{
    static readonly string[] MessageFields = ["id", "type", "status", "role", "content"];
    static readonly string[] FunctionFields = ["id", "type", "status", "call_id", "name", "arguments"];
    static readonly string[] CustomFields = ["id", "type", "status", "call_id", "name", "input"];
    static readonly string[] ReasoningFields = ["id", "type", "summary"];
    static readonly string[] OpaqueFields = ["id"];

    /// <summary>The item without content, for <c>output_item.added</c>.</summary>
    public static byte[] Added(OutItem item) => Build(item, "in_progress", isFinal: false);

    /// <summary>The whole item with exactly the content that was sent.</summary>
    public static byte[] Final(OutItem item, string status) => Build(item, status, isFinal: true);

    /// <summary>The texts of a message in its items' final form, joined: what SDKs call <c>output_text</c>.</summary>
    public static string OutputText(IEnumerable<OutItem> items) =>
        string.Concat(items.SelectMany(item => item.Blocks).Where(block => block.Kind == BlockKind.Text).Select(block => block.Text?.ToString()));

    static byte[] Build(OutItem item, string status, bool isFinal)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, EventWriter.Json))
        {
            var template = item.Template.IsEmpty ? default : JsonFields.Parse(item.Template, ResponsesFrame.MaxDepth);
            var build = new ItemBuild(writer, item, template, status, isFinal);
            writer.WriteStartObject();
            var missing = new List<string>(FieldsOf(item.Kind));
            if (isFinal && item.Blocks is [{ Signature: not null }])
                missing.Add("encrypted_content");
            foreach (var property in template.ValueKind == JsonValueKind.Object ? template.EnumerateObject() : default)
            {
                var name = JsonText.Unescape(JsonMarshal.GetRawUtf8PropertyName(property));
                missing.Remove(name);
                writer.WritePropertyName(name);
                if (!build.TryWrite(name, property.Value))
                    writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(property.Value), skipInputValidation: true);
            }
            foreach (var name in missing)
            {
                writer.WritePropertyName(name);
                build.TryWrite(name, default);
            }
            writer.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    static string[] FieldsOf(ItemKind kind) => kind switch
    {
        ItemKind.Message => MessageFields,
        ItemKind.Function => FunctionFields,
        ItemKind.Custom => CustomFields,
        ItemKind.Reasoning => ReasoningFields,
        _ => OpaqueFields,
    };
}
