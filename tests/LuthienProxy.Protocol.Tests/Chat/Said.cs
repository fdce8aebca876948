using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Protocol.Tests.Chat;

/// <summary>What an answer says, however it was cut into events, frames and blocks of one kind.</summary>
static class Said
{
    /// <summary>Per choice: its reasoning, text, refusal and calls with their arguments, and why it stopped.</summary>
    public static string Of(IEnumerable<ResponseEvent> events)
    {
        var all = events.ToList();
        var blocks = all.OfType<BlockStarted>().GroupBy(block => block.Choice).OrderBy(choice => choice.Key);
        var said = blocks.Select(choice => $"choice {choice.Key}:\n{string.Join("\n", Lines(choice, all))}");
        var stops = all.OfType<ChoiceStopped>().OrderBy(stop => stop.Choice).Select(stop => $"stop {stop.Choice} {stop.Reason.Kind}");
        return string.Join("\n", [.. said, .. stops]);
    }

    static IEnumerable<string> Lines(IEnumerable<BlockStarted> blocks, List<ResponseEvent> all)
    {
        var byKind = blocks.ToLookup(block => block.Kind);
        foreach (var kind in new[] { BlockKind.Thinking, BlockKind.Text, BlockKind.Refusal })
            if (string.Concat(byKind[kind].Select(block => TextOf(block, all))) is { Length: > 0 } text)
                yield return $"{kind} {text}";
        foreach (var call in byKind[BlockKind.ToolCall])
            yield return $"call {call.Tool} {TextOf(call, all)}";
    }

    static string TextOf(BlockStarted block, List<ResponseEvent> all) => string.Concat(all.OfType<BlockDelta>()
        .Where(delta => delta.Block == block.Block && delta.Kind is DeltaKind.Text or DeltaKind.Arguments && delta.Block == block.Block)
        .Select(delta => delta.Text));
}
