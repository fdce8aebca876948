using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;

namespace LuthienProxy.Protocol.Anthropic;

/// <summary>Gathers an answer into one message. What was not changed keeps the provider's bytes, down to each block.</summary>
sealed class AnthropicBodyOutput : IAnthropicOutput
{
    readonly List<(AnthropicBlock Block, ToolCallHead? Tool, List<BlockDelta> Deltas)> _content = [];
    ResponseStarted? _started;
    TokenUsage? _usage;
    string? _word;

    /// <summary>Nothing is written before the end.</summary>
    public bool HasWritten => false;

    /// <summary>The whole message; null if the answer did not come to its end.</summary>
    public byte[]? Message { get; private set; }

    /// <inheritdoc/>
    public void Pass(AnthropicFrame frame)
    {
    }

    /// <inheritdoc/>
    public void Start(ResponseStarted started, TokenUsage? usage, AnthropicFrame? whole) => (_started, _usage) = (started, usage);

    /// <inheritdoc/>
    public void BlockStart(AnthropicBlock block, ToolCallHead? tool, AnthropicFrame? whole) => _content.Add((block, tool, []));

    /// <inheritdoc/>
    public void Delta(AnthropicBlock block, BlockDelta delta, AnthropicFrame? whole) => _content[^1].Deltas.Add(delta);

    /// <inheritdoc/>
    public void BlockStop(AnthropicBlock block, AnthropicFrame? whole)
    {
    }

    /// <inheritdoc/>
    public void Stop(string word, TokenUsage? usage, AnthropicFrame? frame) => (_word, _usage) = (word, usage);

    /// <inheritdoc/>
    public void Fail(GatewayError error, AnthropicFrame? whole)
    {
    }

    /// <inheritdoc/>
    public void Complete(AnthropicFrame? whole)
    {
        var root = _started!.Origin is AnthropicFrame { Kind: AnthropicFrameKind.Body } frame ? AnthropicJson.Parse(frame.Data) : default;
        var message = AnthropicParts.Message(_started, _usage, root, Content());
        Message = message
            .SetText("stop_reason", _word!)
            .Set("stop_sequence", RawOr(root.Field("stop_sequence"u8), "null"u8))
            .ToJson().ToArray();
    }

    static ReadOnlySpan<byte> RawOr(JsonElement value, ReadOnlySpan<byte> missing) =>
        value.ValueKind == JsonValueKind.Undefined ? missing : JsonMarshal.GetRawUtf8Value(value);

    ReadOnlySpan<byte> Content()
    {
        var output = new ArrayBufferWriter<byte>(256);
        output.Write("["u8);
        foreach (var (block, tool, deltas) in _content)
        {
            if (output.WrittenCount > 1)
                output.Write(","u8);
            output.Write(Block(block, tool, deltas));
        }
        output.Write("]"u8);
        return output.WrittenSpan;
    }

    static ReadOnlySpan<byte> Block(AnthropicBlock block, ToolCallHead? tool, List<BlockDelta> deltas)
    {
        if (block.Form is AnthropicForm.Opaque or AnthropicForm.Redacted || IsAsItCame(block, tool, deltas))
            return ((AnthropicFrame)block.Started.Origin!).BlockJson(block.Started.Block).Span;
        var filled = new AnthropicObject(AnthropicJson.Parse(AnthropicParts.EmptyBlock(block, tool).ToArray()));
        return (block.Form switch
        {
            AnthropicForm.ToolUse => filled.Set("input", Input(Text(deltas, DeltaKind.Arguments))),
            AnthropicForm.Thinking => filled.SetText("thinking", Text(deltas, DeltaKind.Text)).SetText("signature", block.Signature),
            _ => filled.SetText("text", Text(deltas, DeltaKind.Text)),
        }).ToJson();
    }

    static string Text(List<BlockDelta> deltas, DeltaKind kind) =>
        string.Concat(deltas.Where(delta => delta.Kind == kind).Select(delta => delta.Text));

    /// <summary>Arguments that are no JSON stay what they are, as a string (I-36).</summary>
    static ReadOnlySpan<byte> Input(string arguments)
    {
        if (arguments.Length == 0)
            return "{}"u8;
        var json = Encoding.UTF8.GetBytes(arguments);
        return new AnthropicScan(json).TryRead() ? json : AnthropicJson.Quote(arguments);
    }

    static bool IsAsItCame(AnthropicBlock block, ToolCallHead? tool, List<BlockDelta> deltas)
    {
        if (block.Started.Origin is not AnthropicFrame { Kind: AnthropicFrameKind.Body } frame || tool != block.Started.Tool)
            return false;
        var at = 0;
        while (at < frame.EventCount && !ReferenceEquals(frame.EventAt(at), block.Started))
            at++;
        foreach (var delta in deltas)
            if (++at >= frame.EventCount || !ReferenceEquals(frame.EventAt(at), delta))
                return false;
        return ++at < frame.EventCount && frame.EventAt(at) is BlockCompleted;
    }
}
