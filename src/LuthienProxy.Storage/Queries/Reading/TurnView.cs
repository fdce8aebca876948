using LuthienProxy.Storage.Queries.Calls;
using LuthienProxy.Storage.Queries.Content;
using LuthienProxy.Storage.Queries.Sessions;

namespace LuthienProxy.Storage.Queries.Reading;

/// <summary>Shows one call of a session.</summary>
static class TurnView
{
    /// <param name="call">The call.</param>
    /// <param name="news">What is new in its request.</param>
    /// <param name="recorded">Its events.</param>
    /// <param name="parts">Holds the content of what is new.</param>
    /// <param name="before">The answer of the turn before; null for none.</param>
    /// <param name="systems">The system prompts that calls before it had.</param>
    /// <param name="maxBytes">The most bytes that are decoded.</param>
    internal static SessionCall Show(
        CallSummary call, NewItems news, RecordedCall recorded, PartsLoader parts, ResponseView? before, HashSet<string> systems, long maxBytes)
    {
        var content = new CallContent(call, recorded, parts, maxBytes);
        var request = news.Assemble(parts) is { } body && RecordedFormats.Find(call.Format) is { } format ? RequestReader.Read(format, body)?.View : null;
        var messages = request?.Messages ?? [];
        var isKnown = request is null || !systems.Add(string.Join('\0', request.System.Select(static piece => piece.Text)));
        var echo = EchoLength(messages, before);
        return new()
        {
            Call = call,
            System = isKnown ? [] : request!.System,
            NewMessages = [.. messages.Skip(echo)],
            KnownMessages = news.Known + echo,
            Response = content.Delivered,
            Gaps = request is not null || recorded.ReceivedBody is null ? content.Gaps : [.. content.Gaps, "The request is not on record, or not whole."],
        };
    }

    // The client sends the answer back in one message or several: as far as they say what was delivered, and no more.
    static int EchoLength(IReadOnlyList<MessageView> messages, ResponseView? before)
    {
        if (before is null)
            return 0;
        var said = before.Blocks.Where(static block => block.Kind is ContentKind.Text or ContentKind.ToolCall).Select(Word).ToList();
        var echoed = new List<string>();
        var count = 0;
        while (count < messages.Count && messages[count].Role == "assistant")
            echoed.AddRange(messages[count++].Content.Where(static piece => piece.Kind is ContentKind.Text or ContentKind.ToolCall).Select(Word));
        return said.Count > 0 && said.SequenceEqual(echoed, StringComparer.Ordinal) ? count : 0;
    }

    // Clients write a tool call's arguments in their own way, but never its id.
    static string Word(ContentView piece) => piece.Kind is ContentKind.ToolCall ? "call " + piece.ToolCallId : "text " + piece.Text.Trim();
}
