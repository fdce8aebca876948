using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Protocol.Tests.Anthropic;

/// <summary>What an answer says, however it was cut into events.</summary>
static class Story
{
    public static string Of(IEnumerable<ResponseEvent> events)
    {
        var all = events.ToList();
        var blocks = all.OfType<BlockStarted>().Select(block => $"{block.Kind} {block.Tool} {Said(all, block.Block)}");
        var stop = all.OfType<ChoiceStopped>().Select(stopped => stopped.Reason);
        var usage = all.OfType<UsageReported>().Select(reported => reported.Usage.Output).Last();
        return string.Join('\n', [.. all.OfType<ResponseStarted>().Select(s => s.Id + s.Model), .. blocks, .. stop.Select(s => s.ToString()), usage?.ToString() ?? ""]);
    }

    static string Said(List<ResponseEvent> events, BlockId block) =>
        string.Join('|', events.OfType<BlockDelta>().Where(delta => delta.Block == block && delta.Kind != DeltaKind.Opaque)
            .GroupBy(delta => delta.Kind).Select(kind => (kind.Key, Text: string.Concat(kind.Select(delta => delta.Text))))
            // No arguments and an empty object are the same call (A8).
            .Where(kind => string.Concat(kind.Text.Where(c => !char.IsWhiteSpace(c))) is not ("" or "{}") || (kind.Key != DeltaKind.Arguments && kind.Text.Length > 0)).Select(kind => $"{kind.Key} {kind.Text}"));
}
