using System.Text;
using System.Text.Json;
using LuthienProxy.Protocol.Json;
using LuthienProxy.Protocol.Sse;

namespace LuthienProxy.Protocol.Responses;

/// <summary>Reads a frame in one pass: which kind it is, and where its tokens stand. Decodes no text.</summary>
static class FrameScan
{
    static readonly JsonReaderOptions Options = new() { MaxDepth = ResponsesFrame.MaxDepth };

    /// <summary>The frame of an SSE event; null when its data is not a JSON object.</summary>
    public static ResponsesFrame? Read(in SseFrame sse)
    {
        var frame = new ResponsesFrame(sse.Event, sse.Data);
        if (sse.IsComment)
            frame.Kind = ResponsesFrameKind.Comment;
        else if (sse.Data.IsEmpty || sse.Data.Span.SequenceEqual("[DONE]"u8))
            frame.Kind = ResponsesFrameKind.Void;
        else if (!TryScan(frame))
            return null;
        return frame;
    }

    /// <summary>The frame of a whole body; null when it is not a JSON object.</summary>
    public static ResponsesFrame? ReadBody(ReadOnlyMemory<byte> body)
    {
        try
        {
            var frame = new ResponsesFrame(default, body) { Kind = ResponsesFrameKind.Body };
            var reader = new Utf8JsonReader(body.Span, Options);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return null;
            frame.Response = ReadResponse(ref reader);
            return reader.Read() ? null : frame;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static bool TryScan(ResponsesFrame frame)
    {
        try
        {
            var reader = new Utf8JsonReader(frame.Data.Span, Options);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return false;
            frame.BodyStart = (int)reader.BytesConsumed;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                ReadField(frame, ref reader);
            Classify(frame);
            return !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    static void ReadField(ResponsesFrame frame, ref Utf8JsonReader reader)
    {
        var name = NameOf(ref reader);
        switch (name.Length)
        {
            case 4 when name.SequenceEqual("type"u8): frame.TypeAt = Next(ref reader); break;
            case 4 when name.SequenceEqual("text"u8): frame.TextAt = Next(ref reader); break;
            case 4 when name.SequenceEqual("item"u8): frame.ObjectAt = Next(ref reader); break;
            case 4 when name.SequenceEqual("part"u8): ReadPart(frame, ref reader); break;
            case 5 when name.SequenceEqual("delta"u8) || name.SequenceEqual("input"u8): frame.TextAt = Next(ref reader); break;
            case 5 when name.SequenceEqual("error"u8): frame.ObjectAt = Next(ref reader); break;
            case 7 when name.SequenceEqual("item_id"u8): frame.ItemIdAt = Next(ref reader); break;
            case 7 when name.SequenceEqual("refusal"u8): frame.TextAt = Next(ref reader); break;
            case 8 when name.SequenceEqual("logprobs"u8): frame.LogprobsAt = Next(ref reader); break;
            case 8 when name.SequenceEqual("response"u8): ReadResponseField(frame, ref reader); break;
            case 9 when name.SequenceEqual("arguments"u8): frame.TextAt = Next(ref reader); break;
            case 10 when name.SequenceEqual("annotation"u8): frame.ObjectAt = Next(ref reader); break;
            case 11 when name.SequenceEqual("obfuscation"u8): frame.PaddingAt = Next(ref reader); break;
            case 12 when name.SequenceEqual("output_index"u8): (frame.OutputIndexAt, frame.OutputIndex) = NextIndex(ref reader); break;
            case 13 when name.SequenceEqual("content_index"u8) || name.SequenceEqual("summary_index"u8):
                (frame.PartIndexAt, frame.PartIndex) = NextIndex(ref reader);
                break;
            case 15 when name.SequenceEqual("sequence_number"u8): (frame.SequenceAt, frame.Sequence) = NextIndex(ref reader); break;
            default: _ = Next(ref reader); break;
        }
    }

    static void Classify(ResponsesFrame frame)
    {
        var type = frame.TypeAt.IsPresent ? frame.TypeAt.In(frame.Data.Span) : default;
        if (type is [(byte)'"', .. var inside, (byte)'"'])
            type = inside;
        frame.IsNamed = !type.IsEmpty && frame.Name.Span.SequenceEqual(type);
        frame.Kind = ResponsesEventNames.KindOf(type.IsEmpty ? frame.Name.Span : type);
        // A bare error object in mid-stream is how several servers say that they failed.
        if (type.IsEmpty && frame.Kind == ResponsesFrameKind.Unknown && frame.ObjectAt.IsPresent)
            frame.Kind = ResponsesFrameKind.Error;
    }

    static void ReadPart(ResponsesFrame frame, ref Utf8JsonReader reader)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        while (reader.TokenType == JsonTokenType.StartObject && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            ReadPartFields(frame, ref reader);
        reader.Skip();
        frame.ObjectAt = new(start, (int)reader.BytesConsumed - start);
    }

    static void ReadPartFields(ResponsesFrame frame, ref Utf8JsonReader reader)
    {
        do
        {
            var name = NameOf(ref reader);
            var at = Next(ref reader);
            if (name.SequenceEqual("text"u8) || name.SequenceEqual("refusal"u8)) frame.TextAt = at;
            else if (name.SequenceEqual("logprobs"u8)) frame.LogprobsAt = at;
            else if (name.SequenceEqual("annotations"u8)) frame.AnnotationsAt = at;
        }
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName);
    }

    static void ReadResponseField(ResponsesFrame frame, ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
            frame.Response = ReadResponse(ref reader);
    }

    static ResponseShape ReadResponse(ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        var shape = new ResponseShape();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = NameOf(ref reader);
            var at = Next(ref reader);
            if (name.SequenceEqual("id"u8)) shape.IdAt = at;
            else if (name.SequenceEqual("model"u8)) shape.ModelAt = at;
            else if (name.SequenceEqual("error"u8)) shape.ErrorAt = at;
            else if (name.SequenceEqual("usage"u8)) shape.UsageAt = at;
            else if (name.SequenceEqual("status"u8)) shape.StatusAt = at;
            else if (name.SequenceEqual("output"u8)) shape.OutputAt = at;
            else if (name.SequenceEqual("created_at"u8)) shape.CreatedAt = at;
            else if (name.SequenceEqual("output_text"u8)) shape.OutputTextAt = at;
            else if (name.SequenceEqual("incomplete_details"u8)) shape.IncompleteAt = at;
        }
        shape.At = new(start, (int)reader.BytesConsumed - start);
        return shape;
    }

    static JsonSpan Next(ref Utf8JsonReader reader)
    {
        reader.Read();
        return JsonSpan.OfValue(ref reader);
    }

    static (JsonSpan At, int Value) NextIndex(ref Utf8JsonReader reader)
    {
        reader.Read();
        var value = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number) && number >= 0 ? number : -1;
        return (JsonSpan.OfValue(ref reader), value);
    }

    static ReadOnlySpan<byte> NameOf(ref Utf8JsonReader reader) =>
        reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(JsonText.Unescape(reader.ValueSpan)) : reader.ValueSpan;
}
