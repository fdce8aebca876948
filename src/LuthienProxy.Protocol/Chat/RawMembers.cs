using System.Buffers;
using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace LuthienProxy.Protocol.Chat;

/// <summary>Writes members of JSON objects as raw bytes: what nobody knows keeps its numbers, escapes and order (H10).</summary>
static class RawMembers
{
    /// <summary>Copies the members of an object, each behind a comma, but for those that are replaced.</summary>
    public static void Copy(IBufferWriter<byte> output, JsonElement original, Func<ReadOnlySpan<byte>, bool> isReplaced)
    {
        if (original.ValueKind != JsonValueKind.Object)
            return;
        foreach (var member in original.EnumerateObject())
        {
            var name = JsonMarshal.GetRawUtf8PropertyName(member);
            if (isReplaced(name))
                continue;
            output.Write(",\""u8);
            output.Write(name);
            output.Write("\":"u8);
            output.Write(JsonMarshal.GetRawUtf8Value(member.Value));
        }
    }

    /// <summary>Writes a whole number.</summary>
    public static void WriteNumber(IBufferWriter<byte> output, long value)
    {
        // 20 bytes hold every Int64 with its sign.
        Utf8Formatter.TryFormat(value, output.GetSpan(20), out var written);
        output.Advance(written);
    }
}
