using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LuthienProxy.Protocol.Json;
using LuthienProxy.Protocol.Sse;

namespace LuthienProxy.Protocol.Responses;

/// <summary>Writes events that no provider's frame serves for. Reused for one event after the other.</summary>
sealed class EventWriter : IDisposable
{
    /// <summary>Wire JSON: only what must be escaped is; order and nesting are ours and need no validation.</summary>
    public static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    readonly ArrayBufferWriter<byte> _data = new(256);
    readonly Utf8JsonWriter _writer;
    string _type = "";

    public EventWriter() => _writer = new(_data, Json);

    /// <summary>Begins an event; its further fields go to the answered writer.</summary>
    public Utf8JsonWriter Begin(string type, int sequence)
    {
        _data.ResetWrittenCount();
        _writer.Reset(_data);
        _type = type;
        _writer.WriteStartObject();
        _writer.WriteString("type", type);
        _writer.WriteNumber("sequence_number", sequence);
        return _writer;
    }

    /// <summary>Begins an event about an item or one of its parts.</summary>
    public Utf8JsonWriter Begin(string type, int sequence, OutItem item, int part = -1, string partField = "content_index")
    {
        Begin(type, sequence);
        _writer.WritePropertyName("item_id");
        _writer.WriteText(item.Id);
        _writer.WriteNumber("output_index", item.OutIndex);
        if (part >= 0)
            _writer.WriteNumber(partField, part);
        return _writer;
    }

    /// <summary>Ends the event and writes it.</summary>
    public void End(IBufferWriter<byte> output)
    {
        _writer.WriteEndObject();
        _writer.Flush();
        SseWriter.WriteEvent(output, Encoding.UTF8.GetBytes(_type), _data.WrittenSpan);
    }

    public void Dispose() => _writer.Dispose();
}
