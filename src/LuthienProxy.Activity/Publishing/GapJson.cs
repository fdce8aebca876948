using System.Buffers;
using System.Text.Json;
using LuthienProxy.Activity.Feed;

namespace LuthienProxy.Activity.Publishing;

/// <summary>The JSON of a gap: how many events are missing, -1 when nobody knows, and why.</summary>
static class GapJson
{
    public static ReadOnlySpan<byte> Write(string node, DateTimeOffset at, long missed, GapReason reason)
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        writer.WriteString("type"u8, EventTypes.Gap);
        writer.WriteString("at"u8, EventEncoder.Time(at));
        writer.WriteString("node"u8, node);
        writer.WriteNumber("missed"u8, missed);
        writer.WriteString("reason"u8, Word(reason));
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan;
    }

    static string Word(GapReason reason) => reason switch
    {
        GapReason.Slow => "slow",
        GapReason.Resume => "resume",
        GapReason.Restart => "restart",
        _ => "redis",
    };
}
