using System.Buffers;
using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;
using LuthienProxy.Protocol.Sse;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Anthropic;

/// <summary>Writes an answer as server-sent events: frames as they came, with another index where one is due, or made from the model.</summary>
sealed class AnthropicSseOutput : IAnthropicOutput
{
    IBufferWriter<byte> _output = new ArrayBufferWriter<byte>();

    /// <inheritdoc/>
    public bool HasWritten { get; private set; }

    /// <summary>Sets where the next calls write.</summary>
    public void WriteTo(IBufferWriter<byte> output) => _output = output;

    /// <inheritdoc/>
    public void Pass(AnthropicFrame frame)
    {
        if (frame.Kind == AnthropicFrameKind.Comment)
        {
            HasWritten = true;
            SseWriter.WriteComment(_output, frame.Data.Span);
        }
        else
            Verbatim(frame);
    }

    /// <inheritdoc/>
    public void Start(ResponseStarted started, TokenUsage? usage, AnthropicFrame? whole)
    {
        if (whole is { IsComplete: true })
        {
            Verbatim(whole);
            return;
        }
        var root = RootOf(whole ?? started.Origin, AnthropicFrameKind.MessageStart);
        var original = root.Field("message"u8);
        var content = whole is not null && original.Field("content"u8).ValueKind == JsonValueKind.Array
            ? JsonMarshal.GetRawUtf8Value(original.Field("content"u8))
            : "[]"u8;
        Write("message_start"u8, new AnthropicObject(root)
            .Set("type", "\"message_start\""u8)
            .Set("message", AnthropicParts.Message(started, usage, original, content)));
    }

    /// <inheritdoc/>
    public void BlockStart(AnthropicBlock block, ToolCallHead? tool, AnthropicFrame? whole)
    {
        if (whole is { IsComplete: true } && tool == block.Started.Tool)
        {
            WithIndex(whole, block.Index);
            return;
        }
        Begin("content_block_start"u8);
        Put("{\"type\":\"content_block_start\",\"index\":"u8);
        Put(block.Index);
        Put(",\"content_block\":"u8);
        Put(AnthropicParts.EmptyBlock(block, tool));
        End("}"u8);
    }

    /// <inheritdoc/>
    public void Delta(AnthropicBlock block, BlockDelta delta, AnthropicFrame? whole)
    {
        if (whole is not null)
            WithIndex(whole, block.Index);
        else if (delta.Origin is AnthropicFrame { Kind: AnthropicFrameKind.BlockDelta, IsComplete: true } frame && frame.Form == FormOf(block, delta))
            WithText(frame, block.Index, delta.Text);
        else
            Synthesise(block, delta);
    }

    /// <inheritdoc/>
    public void BlockStop(AnthropicBlock block, AnthropicFrame? whole)
    {
        if (whole is not null)
        {
            WithIndex(whole, block.Index);
            return;
        }
        Begin("content_block_stop"u8);
        Put("{\"type\":\"content_block_stop\",\"index\":"u8);
        Put(block.Index);
        End("}"u8);
    }

    /// <inheritdoc/>
    public void Stop(string word, TokenUsage? usage, AnthropicFrame? frame)
    {
        var root = RootOf(frame, AnthropicFrameKind.MessageDelta);
        var delta = root.Field("delta"u8);
        if (frame is { IsComplete: true } && delta.TextField("stop_reason"u8) == word)
        {
            Verbatim(frame);
            return;
        }
        Write("message_delta"u8, new AnthropicObject(root)
            .Set("type", "\"message_delta\""u8)
            .Set("delta", new AnthropicObject(delta).SetText("stop_reason", word).Default("stop_sequence", "null"u8))
            .Set("usage", AnthropicParts.Usage(root.Field("usage"u8), usage).Default("output_tokens", 0)));
    }

    /// <inheritdoc/>
    public void Complete(AnthropicFrame? whole)
    {
        if (whole is not null)
            Verbatim(whole);
        else
            Write("message_stop"u8, new AnthropicObject().Set("type", "\"message_stop\""u8));
    }

    /// <inheritdoc/>
    public void Fail(GatewayError error, AnthropicFrame? whole)
    {
        if (whole is not null)
        {
            Verbatim(whole);
            return;
        }
        Begin("error"u8);
        AnthropicErrors.Write(_output, error);
        SseWriter.EndEvent(_output);
    }

    /// <summary>Writes a beat: in an open text block a delta without text, which Claude Code counts as life where it does not count a ping.</summary>
    public void Beat(AnthropicBlock? open)
    {
        if (open is { Form: AnthropicForm.Text, IsWritten: true })
            Synthesise(open, new(open.Started.Block, DeltaKind.Text) { Text = "" });
        else
            Write("ping"u8, new AnthropicObject().Set("type", "\"ping\""u8));
    }

    static JsonElement RootOf(WireFrame? frame, AnthropicFrameKind kind) =>
        frame is AnthropicFrame own && own.Kind == kind ? AnthropicJson.Parse(own.Data) : default;

    static AnthropicForm FormOf(AnthropicBlock block, BlockDelta delta) =>
        delta.Kind == DeltaKind.Signature ? AnthropicForm.Signature : block.Form;

    void Synthesise(AnthropicBlock block, BlockDelta delta)
    {
        Begin("content_block_delta"u8);
        Put("{\"type\":\"content_block_delta\",\"index\":"u8);
        Put(block.Index);
        Put(FormOf(block, delta) switch
        {
            AnthropicForm.Thinking => ",\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\""u8,
            AnthropicForm.ToolUse => ",\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\""u8,
            AnthropicForm.Signature => ",\"delta\":{\"type\":\"signature_delta\",\"signature\":\""u8,
            _ => ",\"delta\":{\"type\":\"text_delta\",\"text\":\""u8,
        });
        JsonText.WriteEscaped(_output, delta.Text);
        End("\"}}"u8);
    }

    void Verbatim(AnthropicFrame frame)
    {
        HasWritten = true;
        if (frame.IsComplete)
        {
            SseWriter.WriteEvent(_output, frame.Name.Span, frame.Data.Span);
            return;
        }
        var splice = BeginSpliced(frame);
        splice.Finish();
        SseWriter.EndEvent(_output);
    }

    void WithIndex(AnthropicFrame frame, int index)
    {
        if (frame.Index == index)
        {
            Verbatim(frame);
            return;
        }
        var splice = BeginSpliced(frame);
        splice.Number(frame.IndexSpan, index);
        AddIndex(ref splice, frame, index);
        splice.Finish();
        SseWriter.EndEvent(_output);
    }

    void WithText(AnthropicFrame frame, int index, string text)
    {
        var splice = BeginSpliced(frame);
        if (frame.IndexSpan.Start < frame.TextSpan.Start)
            splice.Number(frame.IndexSpan, index);
        splice.Text(frame.TextSpan, text);
        if (frame.IndexSpan.Start > frame.TextSpan.Start)
            splice.Number(frame.IndexSpan, index);
        splice.Finish();
        SseWriter.EndEvent(_output);
    }

    /// <summary>Begins a copy of the frame under its type's name, with the type added where it lacks one (A1).</summary>
    JsonSplice BeginSpliced(AnthropicFrame frame)
    {
        HasWritten = true;
        var data = frame.Data.Span;
        if (frame.TypeSpan.IsPresent)
            return SseWriter.BeginSpliced(_output, frame.TypeSpan.In(data), data);
        var splice = SseWriter.BeginSpliced(_output, frame.Name.Span, data);
        var at = data.IndexOf((byte)'{') + 1;
        var isEmpty = data[at..].TrimStart(" \t\r\n"u8).StartsWith("}"u8);
        splice.Raw(new(at, 0), Encoding.UTF8.GetBytes($"\"type\":\"{Encoding.UTF8.GetString(frame.Name.Span)}\"{(isEmpty ? "" : ",")}"));
        return splice;
    }

    static void AddIndex(ref JsonSplice splice, AnthropicFrame frame, int index)
    {
        if (!frame.IndexSpan.IsPresent)
            splice.Raw(new(frame.Data.Span.LastIndexOf((byte)'}'), 0), Encoding.UTF8.GetBytes($",\"index\":{index}"));
    }

    void Write(ReadOnlySpan<byte> name, AnthropicObject data)
    {
        HasWritten = true;
        SseWriter.WriteEvent(_output, name, data.ToJson());
    }

    void Begin(ReadOnlySpan<byte> name)
    {
        HasWritten = true;
        SseWriter.BeginEvent(_output, name);
    }

    void End(ReadOnlySpan<byte> last)
    {
        Put(last);
        SseWriter.EndEvent(_output);
    }

    void Put(ReadOnlySpan<byte> json) => _output.Write(json);

    void Put(int number)
    {
        // 11 bytes hold every Int32.
        Utf8Formatter.TryFormat(number, _output.GetSpan(11), out var written);
        _output.Advance(written);
    }
}
