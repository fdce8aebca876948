using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using LuthienProxy.Protocol.Json;

namespace LuthienProxy.Protocol.Anthropic;

/// <summary>
/// A JSON object made from another: fields are set or added, all others keep their place and their bytes (H10, I-35).
/// For frames that were changed; not on the per-delta path.
/// </summary>
sealed class AnthropicObject
{
    readonly JsonElement _original;
    readonly List<(byte[] Name, byte[] Json)> _fields = [];

    /// <summary>Begins with the given object; with none, or what is no object, from nothing.</summary>
    public AnthropicObject(JsonElement original = default) =>
        _original = original.ValueKind == JsonValueKind.Object ? original : default;

    /// <summary>Sets a field to ready JSON.</summary>
    public AnthropicObject Set(string name, ReadOnlySpan<byte> json)
    {
        var field = (Name: Encoding.UTF8.GetBytes(name), json.ToArray());
        if (IndexOf(_fields, field.Name) is >= 0 and var at)
            _fields[at] = field;
        else
            _fields.Add(field);
        return this;
    }

    /// <summary>Sets a field to an object.</summary>
    public AnthropicObject Set(string name, AnthropicObject value) => Set(name, value.ToJson());

    /// <summary>Sets a field to a text.</summary>
    public AnthropicObject SetText(string name, string text) => Set(name, AnthropicJson.Quote(text));

    /// <summary>Adds a field unless it is there with a value, or was set.</summary>
    public AnthropicObject Default(string name, ReadOnlySpan<byte> json) =>
        Lacks(name) && _original.OptionalField(Encoding.UTF8.GetBytes(name)) is null ? Set(name, json) : this;

    /// <summary>Adds a number unless one is there or was set, or there is none to add.</summary>
    public AnthropicObject Default(string name, long? number) =>
        number is { } value && Lacks(name) && _original.LongField(Encoding.UTF8.GetBytes(name)) is null
            ? Set(name, Encoding.UTF8.GetBytes(value.ToString()))
            : this;

    /// <summary>The object.</summary>
    public ReadOnlySpan<byte> ToJson()
    {
        var output = new ArrayBufferWriter<byte>(256);
        var left = new List<(byte[] Name, byte[] Json)>(_fields);
        output.Write("{"u8);
        if (_original.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in _original.EnumerateObject())
            {
                var name = JsonMarshal.GetRawUtf8PropertyName(property);
                var at = IndexOf(_fields, name);
                WriteField(output, name, at >= 0 ? _fields[at].Json : JsonMarshal.GetRawUtf8Value(property.Value));
                if (IndexOf(left, name) is >= 0 and var written)
                    left.RemoveAt(written);
            }
        }
        foreach (var (name, json) in left)
            WriteField(output, name, json);
        output.Write("}"u8);
        return output.WrittenSpan;
    }

    bool Lacks(string name) => IndexOf(_fields, Encoding.UTF8.GetBytes(name)) < 0;

    static int IndexOf(List<(byte[] Name, byte[] Json)> fields, ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < fields.Count; i++)
            if (name.SequenceEqual(fields[i].Name))
                return i;
        return -1;
    }

    static void WriteField(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> name, ReadOnlySpan<byte> json)
    {
        if (output.WrittenCount > 1)
            output.Write(","u8);
        output.Write("\""u8);
        output.Write(name);
        output.Write("\":"u8);
        output.Write(json);
    }
}
