using FsCheck;
using FsCheck.Fluent;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Protocol.Tests.Arbitrary;

/// <summary>Answers as models give them: thinking first, then text or a refusal, then tool calls; each block whole before the next.</summary>
static class LegalAnswers
{
    /// <summary>The blocks of each choice, in the order in which they come.</summary>
    public static Gen<ResponseEvent[][]> Blocks(int choices) =>
        from shapes in Shapes().ArrayOf(choices)
        from blocks in Gen.CollectToArray(
            shapes.SelectMany((kinds, choice) => kinds.Select(kind => (kind, choice))).Select((x, id) => Block(new(id), x.kind, x.choice)))
        select blocks;

    /// <summary>A whole answer around these blocks.</summary>
    public static Gen<ResponseEvent[]> Of(int choices, ResponseEvent[][] blocks) =>
        from limited in Gen.Frequency((5, Gen.Constant(false)), (1, Gen.Constant(true)))
        from input in Gen.Choose(0, 1000)
        from output in Gen.Choose(1, 1000)
        select (ResponseEvent[])
        [
            new ResponseStarted("id_1", "model-1"),
            .. blocks.SelectMany(events => events),
            .. Enumerable.Range(0, choices).Select(choice => new ChoiceStopped(choice, Reason(choice, blocks, limited))),
            new UsageReported(new() { Input = input, Output = output }),
            new ResponseCompleted(),
        ];

    static StopReason Reason(int choice, ResponseEvent[][] blocks, bool limited) => new(
        limited ? StopKind.MaxTokens
        : blocks.Any(block => block[0] is BlockStarted { Kind: BlockKind.ToolCall } started && started.Choice == choice) ? StopKind.ToolUse
        : StopKind.EndTurn);

    static Gen<BlockKind[]> Shapes() =>
        from thinking in Gen.Choose(0, 1)
        from text in Gen.Elements<BlockKind[]>([BlockKind.Text], [BlockKind.Text], [BlockKind.Text, BlockKind.Text], [BlockKind.Refusal], [])
        from tools in Gen.Choose(text.Length == 0 ? 1 : 0, 3)
        select (BlockKind[])
            [.. Enumerable.Repeat(BlockKind.Thinking, thinking), .. text, .. Enumerable.Repeat(BlockKind.ToolCall, tools)];

    static Gen<ResponseEvent[]> Block(BlockId id, BlockKind kind, int choice) =>
        from pieces in Pieces(kind)
        select (ResponseEvent[])
        [
            new BlockStarted(id, kind) { Choice = choice, Tool = kind == BlockKind.ToolCall ? new($"call_{id.Value}", "Bash") : null },
            .. pieces.Select(piece => new BlockDelta(id, kind == BlockKind.ToolCall ? DeltaKind.Arguments : DeltaKind.Text) { Text = piece }),
            .. kind == BlockKind.Thinking ? [new BlockDelta(id, DeltaKind.Signature) { Text = "c2ln" }] : Array.Empty<ResponseEvent>(),
            new BlockCompleted(id),
        ];

    static Gen<string[]> Pieces(BlockKind kind) => kind == BlockKind.ToolCall
        ? Jsons.Objects().SelectMany(json => Gen.Choose(1, 9).Select(size => json.Chunk(size).Select(piece => new string(piece)).ToArray()))
        : Texts.WellFormed().ListOf(0, 4).Select(pieces => (string[])["x", .. pieces]);
}
