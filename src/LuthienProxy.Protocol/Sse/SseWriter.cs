using System.Buffers;
using LuthienProxy.Protocol.Json;

namespace LuthienProxy.Protocol.Sse;

/// <summary>Writes server-sent events in the one normalised framing: LF, no BOM, a space after the colon, a blank line after each (H1).</summary>
static class SseWriter
{
    // What is longer is written in pieces: a writer might have to make room for it apart.
    const int MaxAtOnce = 2048;

    /// <summary>Writes one event; data with line breaks becomes several <c>data</c> lines.</summary>
    public static void WriteEvent(IBufferWriter<byte> output, ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        if (data.Length + name.Length <= MaxAtOnce && !data.Contains((byte)'\n'))
        {
            WriteAtOnce(output, name, data);
            return;
        }
        WriteName(output, name);
        while (data.IndexOf((byte)'\n') is >= 0 and var at)
        {
            WriteLine(output, "data: "u8, data[..at]);
            data = data[(at + 1)..];
        }
        WriteLine(output, "data: "u8, data);
        output.Write("\n"u8);
    }

    /// <summary>Begins an event whose data is JSON with some tokens replaced; finish the splice, then <see cref="EndEvent"/>.</summary>
    public static JsonSplice BeginSpliced(IBufferWriter<byte> output, ReadOnlySpan<byte> name, ReadOnlySpan<byte> json)
    {
        BeginEvent(output, name);
        return new(output, json, "data: "u8);
    }

    /// <summary>Begins an event whose data the caller writes as one line; then <see cref="EndEvent"/>.</summary>
    public static void BeginEvent(IBufferWriter<byte> output, ReadOnlySpan<byte> name)
    {
        WriteName(output, name);
        output.Write("data: "u8);
    }

    /// <summary>Ends an event begun by <see cref="BeginEvent"/> or <see cref="BeginSpliced"/>.</summary>
    public static void EndEvent(IBufferWriter<byte> output) => output.Write("\n\n"u8);

    /// <summary>Writes a comment, which clients ignore.</summary>
    public static void WriteComment(IBufferWriter<byte> output, ReadOnlySpan<byte> text)
    {
        WriteLine(output, ":"u8, text);
        output.Write("\n"u8);
    }

    // One visit to the writer instead of four, or seven: each may take a lock.
    static void WriteAtOnce(IBufferWriter<byte> output, ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        var nameLine = name.IsEmpty ? 0 : "event: \n".Length + name.Length;
        var length = nameLine + "data: \n\n".Length + data.Length;
        var room = output.GetSpan(length);
        if (nameLine > 0)
        {
            "event: "u8.CopyTo(room);
            name.CopyTo(room["event: ".Length..]);
            room[nameLine - 1] = (byte)'\n';
            room = room[nameLine..];
        }
        "data: "u8.CopyTo(room);
        data.CopyTo(room["data: ".Length..]);
        "\n\n"u8.CopyTo(room[("data: ".Length + data.Length)..]);
        output.Advance(length);
    }

    static void WriteName(IBufferWriter<byte> output, ReadOnlySpan<byte> name)
    {
        if (!name.IsEmpty)
            WriteLine(output, "event: "u8, name);
    }

    static void WriteLine(IBufferWriter<byte> output, ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> value)
    {
        output.Write(prefix);
        output.Write(value);
        output.Write("\n"u8);
    }
}
