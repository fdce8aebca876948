using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LuthienProxy.Protocol.Journal.Stored;

/// <summary>
/// Reads events on record: the one place that knows their form (002-14). Never throws, whatever stands there: an older form gets neutral values for what it
/// lacks, an object that was stored as text is read too, and the rest is <see cref="StoredReading.Unreadable"/>. Thread-safe.
/// </summary>
public static class StoredEventReader
{
    /// <summary>Reads an event.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="data">Its JSON; null where the database has none.</param>
    /// <param name="body">Its bytes; null where it has none.</param>
    public static StoredReading Read(string type, string? data, ReadOnlyMemory<byte>? body)
    {
        var raw = new StoredEvent(type, data ?? "null", body);
        try
        {
            var json = Encoding.UTF8.GetBytes(raw.Data);
            return FirstByte(json) switch
            {
                (byte)'{' => Read(raw, json),
                (byte)'"' => ReadText(raw, json),
                _ => new StoredReading.Unreadable(IsJson(json) ? UnreadableReason.NotAnObject : UnreadableReason.Malformed, raw),
            };
        }
        catch (JsonException)
        {
            return new StoredReading.Unreadable(UnreadableReason.Malformed, raw);
        }
    }

    /// <summary>A decision by its JSON alone, without what it saw; null where it cannot be understood.</summary>
    public static PolicyDecided? Decision(string data)
    {
        try
        {
            var form = Form(Encoding.UTF8.GetBytes(data), StoredSyntax.Json.Decided);
            return form.V > StoredForms.Version ? null : (PolicyDecided?)StoredShapes.Decided(form with { Seen = null }, null);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>An event's JSON as it stands, for people to look at; what is not JSON is shown as text.</summary>
    public static JsonElement Show(string data)
    {
        var json = Encoding.UTF8.GetBytes(data);
        try
        {
            var reader = new Utf8JsonReader(json);
            return JsonElement.ParseValue(ref reader);
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(data, StoredSyntax.Json.String);
        }
    }

    // A writer that encodes twice stores an object as a string. Once is forgiven.
    static StoredReading ReadText(StoredEvent raw, byte[] json)
    {
        var inner = JsonSerializer.Deserialize(json, StoredSyntax.Json.String) is { } text ? Encoding.UTF8.GetBytes(text) : [];
        return FirstByte(inner) == '{' ? Read(raw, inner) : new StoredReading.Unreadable(UnreadableReason.NotAnObject, raw);
    }

    static StoredReading Read(StoredEvent raw, byte[] json) => raw.Type switch
    {
        EventTypes.Opened => Whole(raw, json, StoredSyntax.Json.Opened, StoredShapes.Opened),
        EventTypes.RequestReceived => Request(raw, json, StoredSyntax.Json.Received, static form => form.Body, StoredShapes.Received),
        EventTypes.RequestForwarded => Request(raw, json, StoredSyntax.Json.Forwarded, static form => form.Body, StoredShapes.Forwarded),
        EventTypes.UpstreamResponded => Whole(raw, json, StoredSyntax.Json.Responded, StoredShapes.Responded),
        EventTypes.OriginalSegment => Whole(raw, json, StoredSyntax.Json.Original, StoredShapes.Original),
        EventTypes.DeliveredSegment => Whole(raw, json, StoredSyntax.Json.Delivered, StoredShapes.Delivered),
        EventTypes.PolicyDecided => Whole(raw, json, StoredSyntax.Json.Decided, StoredShapes.Decided),
        EventTypes.JudgeCalled => Whole(raw, json, StoredSyntax.Json.Judged, StoredShapes.Judged),
        _ when EventTypes.IsTerminal(raw.Type) => Whole(raw, json, StoredSyntax.Json.Ended, (form, _) => StoredShapes.Ended(raw.Type, form)),
        _ => new StoredReading.Unreadable(UnreadableReason.UnknownType, raw),
    };

    static StoredReading Whole<TForm>(StoredEvent raw, byte[] json, JsonTypeInfo<TForm> info, Func<TForm, ReadOnlyMemory<byte>?, JournalEvent?> shape)
        where TForm : StoredForms.Form
    {
        var form = Form(json, info);
        if (form.V > StoredForms.Version)
            return new StoredReading.Unreadable(UnreadableReason.NewerVersion, raw);
        return shape(form, raw.Body) is { } journalEvent
            ? new StoredReading.Whole(journalEvent)
            : new StoredReading.Unreadable(UnreadableReason.DamagedBody, raw);
    }

    static StoredReading Request<TForm>(
        StoredEvent raw,
        byte[] json,
        JsonTypeInfo<TForm> info,
        Func<TForm, StoredForms.Bytes?> body,
        Func<TForm, ReadOnlyMemory<byte>?, JournalEvent?> shape)
        where TForm : StoredForms.Form
    {
        var reading = Whole(raw, json, info, shape);
        if (reading is not StoredReading.Whole { Event: var request } || body(Form(json, info)) is not { Skeleton: not null } split)
            return reading;
        return split.Size is >= 0 and <= int.MaxValue && BodyUnpacker.Open(raw.Body, split) is { } bytes
            ? new StoredReading.Split(request, bytes.Take(split), (int)split.Size)
            : new StoredReading.Unreadable(UnreadableReason.DamagedBody, raw);
    }

    static TForm Form<TForm>(byte[] json, JsonTypeInfo<TForm> info) => JsonSerializer.Deserialize(json, info) ?? throw new JsonException();

    static byte FirstByte(ReadOnlySpan<byte> json) => json.TrimStart(" \t\r\n"u8) is { IsEmpty: false } rest ? rest[0] : (byte)0;

    static bool IsJson(byte[] json)
    {
        var reader = new Utf8JsonReader(json);
        return reader.Read() && reader.TrySkip() && !reader.Read();
    }
}
