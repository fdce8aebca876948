using System.Text.Json;

namespace LuthienProxy.Storage.Retention;

/// <summary>A line of an archive: an event, or the last line, which says that nothing is missing.</summary>
sealed record ArchiveLine
{
    /// <summary>The transaction, 32 hexadecimal digits.</summary>
    public string? TransactionId { get; init; }

    public int Sequence { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>The event's stable name.</summary>
    public string? Type { get; init; }

    /// <summary>What it holds besides bytes.</summary>
    public JsonElement? Data { get; init; }

    /// <summary>Its bytes, request bodies whole; the first byte says how they are packed.</summary>
    public byte[]? Body { get; init; }

    /// <summary>Only on the last line: how many events came before.</summary>
    public long? End { get; init; }
}
