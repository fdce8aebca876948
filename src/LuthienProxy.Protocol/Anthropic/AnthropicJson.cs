using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using LuthienProxy.Protocol.Json;

namespace LuthienProxy.Protocol.Anthropic;

/// <summary>Reads and writes JSON that is not on the per-delta path.</summary>
static class AnthropicJson
{
    /// <summary>Reads data that is known to be JSON; empty data gives an undefined element.</summary>
    public static JsonElement Parse(ReadOnlyMemory<byte> data) => data.IsEmpty ? default : JsonFields.Parse(data, AnthropicScan.MaxDepth);

    /// <summary>Where a value stands in the bytes it was parsed from; absent for a value that is not there.</summary>
    public static JsonSpan SpanOf(JsonElement value, ReadOnlySpan<byte> data)
    {
        if (value.ValueKind == JsonValueKind.Undefined)
            return default;
        var raw = JsonMarshal.GetRawUtf8Value(value);
        data.Overlaps(raw, out var start);
        return new(start, raw.Length);
    }

    /// <summary>Whether there is a value, and no empty object.</summary>
    public static bool IsFilled(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => false,
        JsonValueKind.Object => value.EnumerateObject().MoveNext(),
        _ => true,
    };

    /// <summary>A text as a JSON string.</summary>
    public static ReadOnlySpan<byte> Quote(string text)
    {
        var output = new ArrayBufferWriter<byte>(text.Length + 2);
        output.Write("\""u8);
        JsonText.WriteEscaped(output, text);
        output.Write("\""u8);
        return output.WrittenSpan;
    }
}
