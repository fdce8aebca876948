using LuthienProxy.Policies.Testing;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Policies.Tests.Arbitrary;

/// <summary>What an answer says, whatever pieces it says it in.</summary>
static class Story
{
    /// <summary>The blocks with their content in the order of their starts, then the stops and how the answer ends.</summary>
    public static string Of(IReadOnlyList<ResponseEvent> events) => string.Join('\n',
        events.OfType<BlockStarted>().Select(block => $"{block.Choice} {block.Kind} {block.Tool?.Name} {block.Tool?.Id}: {Content(events, block.Block)}")
            .Concat(events.OfType<ChoiceStopped>().OrderBy(stop => stop.Choice).Select(stop => $"{stop.Choice} stops for {stop.Reason.Kind}"))
            .Concat(events.Where(next => next is ResponseCompleted or ResponseFailed).Select(end => end.GetType().Name)));

    /// <summary>What the policies decided, whatever it took. What is decided at the same time has no order.</summary>
    public static string Of(DecisionList record) =>
        string.Join('\n', record.Decisions.OrderBy(x => x.Stage).ThenBy(x => x.Policy, StringComparer.Ordinal).ThenBy(x => x.Block).Select(x => $"{x.Policy} {x.Stage} {x.IsShadow} {x.Verdict} {x.Block} {x.Probability}: {x.Reason}"));

    /// <summary>Both.</summary>
    public static string Of(AnswerTestResult result) => Of(result.Events) + "\n--\n" + Of(result.Record);

    static string Content(IReadOnlyList<ResponseEvent> events, BlockId block) =>
        string.Concat(events.OfType<BlockDelta>().Where(delta => delta.Block == block).Select(delta => delta.Text));
}
