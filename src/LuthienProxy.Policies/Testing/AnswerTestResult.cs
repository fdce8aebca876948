using System.Buffers;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Policies.Testing;

/// <summary>What policies made of an answer.</summary>
/// <param name="Events">The events that come out, in order.</param>
/// <param name="Record">What the policies put on record.</param>
/// <param name="Request">The request that the answer belongs to.</param>
public sealed record AnswerTestResult(IReadOnlyList<ResponseEvent> Events, DecisionList Record, ConversationRequest Request)
{
    static readonly GatewayError BrokeOff = new(ErrorKind.Upstream, "The answer broke off.");

    /// <summary>All text that a reader sees, of one choice; refusals included, reasoning not.</summary>
    public string TextOf(int choice = 0) => string.Concat(Blocks(choice, BlockKind.Text, BlockKind.Refusal).Select(ContentOf));

    /// <summary>The tool calls of one choice, as their names and arguments.</summary>
    public IReadOnlyList<(string Tool, string Arguments)> ToolCallsOf(int choice = 0) =>
        [.. Blocks(choice, BlockKind.ToolCall).Select(block => (block.Tool?.Name ?? "", ContentOf(block)))];

    /// <summary>The bytes that a client of a format gets as a stream, written by the gateway's own emitter.</summary>
    public byte[] StreamOf(IWireFormat format) => Written(format.CreateStreamEmitter(TestRequests.Like(Request, format)));

    /// <summary>The bytes that a client of a format gets as one body: of an answer that was made up, or that came as a body itself.</summary>
    public byte[] BodyOf(IWireFormat format) => Written(format.CreateBodyEmitter(TestRequests.Like(Request, format)));

    IEnumerable<BlockStarted> Blocks(int choice, params IReadOnlyList<BlockKind> kinds) =>
        Events.OfType<BlockStarted>().Where(block => block.Choice == choice && kinds.Contains(block.Kind));

    string ContentOf(BlockStarted block) => string.Concat(Events.OfType<BlockDelta>()
        .Where(delta => delta.Block == block.Block && delta.Kind is DeltaKind.Text or DeltaKind.Arguments).Select(delta => delta.Text));

    byte[] Written(IResponseEmitter emitter)
    {
        var output = new ArrayBufferWriter<byte>();
        foreach (var next in Events)
            emitter.Emit(next, output);
        emitter.Settle(output);
        emitter.Fail(BrokeOff, output);
        return output.WrittenSpan.ToArray();
    }
}
