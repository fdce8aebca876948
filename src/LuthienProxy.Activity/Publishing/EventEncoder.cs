using System.Buffers;
using System.Globalization;
using System.Text.Json;
using LuthienProxy.Pipeline.Activities;

namespace LuthienProxy.Activity.Publishing;

/// <summary>
/// Encodes events, each once, as one line of JSON: what every event says, then its own members. Not thread-safe; the result is good until the next one.
/// </summary>
sealed class EventEncoder : IDisposable
{
    const int UsualSize = 512;
    const int LargestKept = 64 * 1024;

    ArrayBufferWriter<byte> _line = new(UsualSize);
    readonly Utf8JsonWriter _writer;

    public EventEncoder() => _writer = new(_line);

    /// <summary>A time as events say it: RFC 3339, UTC, milliseconds.</summary>
    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>An event with its number.</summary>
    public ReadOnlySpan<byte> Encode(ActivityEvent happened, string node, string epoch, long number)
    {
        Begin(happened.Type, happened.At, node, epoch, number);
        if (happened is CallEvent { Call: var call })
            WriteCall(call);
        EventMembers.Write(_writer, happened);
        return End();
    }

    /// <summary>Where this node's numbers stand, for other nodes.</summary>
    public ReadOnlySpan<byte> EncodePosition(DateTimeOffset at, string node, string epoch, long number)
    {
        Begin(EventTypes.Position, at, node, epoch, number);
        return End();
    }

    public void Dispose() => _writer.Dispose();

    void Begin(string type, DateTimeOffset at, string node, string epoch, long number)
    {
        // One huge event must not be kept for ever.
        if (_line.Capacity > LargestKept)
            _line = new(UsualSize);
        _line.ResetWrittenCount();
        _writer.Reset(_line);
        _writer.WriteStartObject();
        _writer.WriteString("type"u8, type);
        _writer.WriteString("at"u8, Time(at));
        _writer.WriteString("node"u8, node);
        _writer.WriteString("epoch"u8, epoch);
        _writer.WriteNumber("number"u8, number);
    }

    void WriteCall(CallFacts call)
    {
        _writer.WriteString("transaction_id"u8, call.TransactionId.ToString());
        _writer.WriteString("model"u8, call.Model);
        if (call.SessionId is { } session)
            _writer.WriteString("session_id"u8, session);
        if (call.Instance is { } instance)
            _writer.WriteString("instance"u8, instance);
    }

    ReadOnlySpan<byte> End()
    {
        _writer.WriteEndObject();
        _writer.Flush();
        return _line.WrittenSpan;
    }
}
