using System.Text.Json;

namespace LuthienProxy.Protocol.Journal.Stored;

/// <summary>How far a segment on record reaches into its body, without its bytes. Never throws; thread-safe.</summary>
public static class SegmentReach
{
    /// <summary>Where an <see cref="OriginalSegment"/> ends in the upstream's body; 0 where there is none, or it cannot be read.</summary>
    /// <param name="data">The event's JSON.</param>
    public static long OfOriginal(string? data) =>
        Form(data, static text => JsonSerializer.Deserialize(text, StoredSyntax.Json.Original)) is { } form ? form.Offset + (form.Bytes?.Size ?? 0) : 0;

    /// <summary>Where a <see cref="DeliveredSegment"/> ends in the delivered body; 0 where there is none, or it cannot be read.</summary>
    /// <param name="data">The event's JSON.</param>
    public static long OfDelivered(string? data) =>
        Form(data, static text => JsonSerializer.Deserialize(text, StoredSyntax.Json.Delivered)) is { } form
            ? form.Offset + (form.Runs ?? []).Sum(static run => run?.Bytes?.Size ?? run?.Length ?? 0)
            : 0;

    static TForm? Form<TForm>(string? data, Func<string, TForm?> read)
        where TForm : class
    {
        try
        {
            return data is null ? null : read(data);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
