using System.Text.Json;

namespace LuthienProxy.Storage.Nodes;

/// <summary>How far a recorded segment reaches into its body, read from what the event holds besides bytes.</summary>
static class SegmentReach
{
    /// <summary>The end of a segment of either body; 0 when there is none.</summary>
    public static long Of(string? data)
    {
        if (data is null)
            return 0;
        using var document = JsonDocument.Parse(data);
        var segment = document.RootElement;
        // What is the default is left out on record.
        var size = segment.TryGetProperty("runs", out var runs) ? runs.EnumerateArray().Sum(SizeOf) : SizeOf(segment);
        return Number(segment, "offset") + size;
    }

    static long SizeOf(JsonElement piece) => piece.TryGetProperty("bytes", out var bytes) ? Number(bytes, "size") : Number(piece, "length");

    static long Number(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetInt64() : 0;
}
