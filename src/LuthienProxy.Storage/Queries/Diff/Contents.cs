using LuthienProxy.Storage.Queries.Content;

namespace LuthienProxy.Storage.Queries.Diff;

/// <summary>Compares pieces of messages and blocks of answers.</summary>
static class Contents
{
    internal static List<ContentChange> Compare(IReadOnlyList<ContentView> before, IReadOnlyList<ContentView> after) =>
        Alignment.Of(before, after, static (a, b) => a == b, Likeness).ConvertAll(pair =>
        {
            var left = pair.Before is { } i ? before[i] : null;
            var right = pair.After is { } j ? after[j] : null;
            return new ContentChange
            {
                Change = pair.Change,
                BeforeIndex = pair.Before,
                AfterIndex = pair.After,
                Before = left,
                After = pair.IsEqual ? null : right,
                Words = pair.Change is ChangeKind.Changed ? WordDiff.Of(left!.Text, right!.Text) : [],
            };
        });

    // A block becomes another text of its kind, or text that says why it is gone; a tool call stays the same call.
    static int Likeness(ContentView before, ContentView after) => (before.Kind, after.Kind) switch
    {
        _ when before.Choice != after.Choice => 0,
        (ContentKind.ToolCall, ContentKind.ToolCall) or (ContentKind.ToolResult, ContentKind.ToolResult) =>
            before.ToolCallId == after.ToolCallId ? 4 : before.ToolName == after.ToolName ? 3 : 0,
        var (left, right) when left == right => 3,
        (_, ContentKind.Text) => 1,
        _ => 0,
    };
}
