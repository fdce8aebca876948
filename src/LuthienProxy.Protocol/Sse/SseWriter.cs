using System.Buffers;

namespace LuthienProxy.Protocol.Sse;

/// <summary>Writes server-sent events in the one normalised framing: LF, no BOM, a space after the colon, a blank line after each (H1).</summary>
static class SseWriter
{
    /// <summary>Writes one event; data with line breaks becomes several <c>data</c> lines.</summary>
    public static void WriteEvent(IBufferWriter<byte> output, ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        if (!name.IsEmpty)
        {
            output.Write("event: "u8);
            output.Write(name);
            output.Write("\n"u8);
        }
        while (data.IndexOf((byte)'\n') is >= 0 and var at)
        {
            WriteLine(output, "data: "u8, data[..at]);
            data = data[(at + 1)..];
        }
        WriteLine(output, "data: "u8, data);
        output.Write("\n"u8);
    }

    /// <summary>Writes a comment, which clients ignore.</summary>
    public static void WriteComment(IBufferWriter<byte> output, ReadOnlySpan<byte> text)
    {
        WriteLine(output, ":"u8, text);
        output.Write("\n"u8);
    }

    static void WriteLine(IBufferWriter<byte> output, ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> value)
    {
        output.Write(prefix);
        output.Write(value);
        output.Write("\n"u8);
    }
}
