using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Policies.Tests.Regressions;

/// <summary>Broken on purpose, as a policy once was: it buffers tool calls until the answer's end, their arguments in one place, and what the next call writes there the one before has lost.</summary>
sealed class ForgetfulPolicy : Policy
{
    public override ValueTask OnEventAsync(ResponseEvent next, PolicyOutput output, PolicyContext context)
    {
        var buffer = context.State<Buffer>();
        switch (next)
        {
            case BlockStarted { Kind: BlockKind.ToolCall } started:
                buffer.Calls.Add(started);
                break;
            case BlockDelta { Kind: DeltaKind.Arguments } delta:
                buffer.Arguments = buffer.Of == delta.Block ? [.. buffer.Arguments, delta] : [delta];
                buffer.Of = delta.Block;
                break;
            case BlockCompleted completed when buffer.Calls.Exists(call => call.Block == completed.Block):
                break;
            default:
                output.Forward(next);
                break;
        }
        return default;
    }

    public override ValueTask OnChoiceEndAsync(int choice, PolicyOutput output, PolicyContext context)
    {
        var buffer = context.State<Buffer>();
        foreach (var call in buffer.Calls)
        {
            output.Forward(call);
            foreach (var piece in buffer.Arguments.Where(piece => piece.Block == call.Block))
                output.Forward(piece);
            output.Forward(new BlockCompleted(call.Block));
        }
        return default;
    }

    sealed class Buffer
    {
        public List<BlockStarted> Calls { get; } = [];

        public IReadOnlyList<BlockDelta> Arguments { get; set; } = [];

        public BlockId? Of { get; set; }
    }
}
