using FsCheck;
using FsCheck.Fluent;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Protocol.Tests.Arbitrary;

/// <summary>Single events without frames: ids from so few that they collide, odd and missing ids and names, texts with lone surrogates.</summary>
static class Events
{
    static readonly string[] Ids = ["call_1", "call_1", "toolu_2", "fc-3", "", null!, "has space", "ümlaut", new('x', 70)];

    static readonly string[] Names = ["Bash", "get_weather", "", null!, "\ud83c"];

    static readonly string[] StopWords =
        ["end_turn", "tool_use", "stop", "tool_calls", "length", "max_tokens", "pause_turn", "refusal", "content_filter", "something_new", "", null!];

    static readonly long?[] Counts = [null, 0, 1, 42, long.MaxValue, -1];

    public static Gen<ResponseEvent> Any() =>
        Gen.Frequency(
            (2, Started()),
            (5, BlockStarted()),
            (10, Delta()),
            (5, Block().Select(ResponseEvent (block) => new BlockCompleted(block))),
            (2, Stopped()),
            (2, Usage().Select(ResponseEvent (usage) => new UsageReported(usage))),
            (1, Gen.Constant<ResponseEvent>(new ResponseCompleted())),
            (1, Gen.Elements(Enum.GetValues<ErrorKind>()).Select(ResponseEvent (kind) => new ResponseFailed(new(kind, "It failed.")))),
            (1, Gen.Constant<ResponseEvent>(new Passthrough())));

    /// <summary>Any counts, negative and missing ones included.</summary>
    public static Gen<TokenUsage> Usage() =>
        from input in Gen.Elements(Counts)
        from output in Gen.Elements(Counts)
        from cached in Gen.Elements(Counts)
        select new TokenUsage { Input = input, Output = output, CacheRead = cached, Reasoning = cached };

    static Gen<ResponseEvent> Started() =>
        from id in Gen.Elements(Ids)
        from model in Gen.Elements(Names)
        select (ResponseEvent)new ResponseStarted(id, model);

    static Gen<ResponseEvent> BlockStarted() =>
        from block in Block()
        from kind in Gen.Elements(Enum.GetValues<BlockKind>())
        from choice in Gen.Elements(0, 0, 0, 1, 2, -1)
        from tool in Tool()
        from isOdd in Gen.Elements(false, false, false, false, false, false, true)
        select (ResponseEvent)new BlockStarted(block, kind) { Choice = choice, Tool = kind == BlockKind.ToolCall ^ isOdd ? tool : null };

    static Gen<ResponseEvent> Delta() =>
        from block in Block()
        from kind in Gen.Elements(Enum.GetValues<DeltaKind>())
        from text in Texts.AnyUtf16()
        select (ResponseEvent)new BlockDelta(block, kind) { Text = text };

    static Gen<ResponseEvent> Stopped() =>
        from choice in Gen.Elements(0, 0, 0, 1, 2, -1)
        from kind in Gen.Elements(Enum.GetValues<StopKind>())
        from word in Gen.Elements(StopWords)
        select (ResponseEvent)new ChoiceStopped(choice, new(kind, word));

    static Gen<ToolCallHead> Tool() =>
        from id in Gen.Elements(Ids)
        from name in Gen.Elements(Names)
        from isCustom in Gen.Elements(false, false, true)
        select new ToolCallHead(id, name, isCustom);

    static Gen<BlockId> Block() => Gen.Elements(0, 0, 0, 1, 1, 2, 3, -1, int.MaxValue).Select(value => new BlockId(value));
}
