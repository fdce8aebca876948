using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Queries.Content;

namespace LuthienProxy.Storage.Retention;

/// <summary>What search finds an answer by, read from the answer itself: it was recorded once, as words of the search only.</summary>
static class AnswerText
{
    const int FirstErrorStatus = 400;

    /// <summary>The answer's text, thinking, tool names and arguments; null when there is none, or it is not on record whole.</summary>
    public static string? Of(IReadOnlyList<JournalEntry> entries)
    {
        var isRefusal = entries[^1].Event is TransactionEnded { Summary.Status: >= FirstErrorStatus };
        var format = entries[0].Event is Opened opened ? RecordedFormats.Find(opened.Format) : null;
        if (isRefusal || format is null || Delivered(entries) is not { Length: > 0 } body)
            return null;
        var text = string.Join('\n', ResponseReader.Read(format, body, isRefusal).Blocks.Select(block => block.ToolName is { } tool ? $"{tool} {block.Text}" : block.Text));
        return text.Length == 0 ? null : text;
    }

    // The client's body, put together from what was written and what was copied of the upstream's.
    static byte[]? Delivered(IReadOnlyList<JournalEntry> entries)
    {
        var original = new MemoryStream();
        foreach (var segment in entries.Select(entry => entry.Event).OfType<OriginalSegment>())
            if (segment.Bytes is Payload.Whole whole)
            {
                original.Position = segment.Offset;
                original.Write(whole.Bytes.Span);
            }
        var delivered = new MemoryStream();
        foreach (var run in entries.Select(entry => entry.Event).OfType<DeliveredSegment>().SelectMany(segment => segment.Runs))
            switch (run)
            {
                case DeliveredRun.Literal { Bytes: Payload.Whole literal }:
                    delivered.Write(literal.Bytes.Span);
                    break;
                case DeliveredRun.Copy copy when copy.From + copy.Length <= original.Length:
                    delivered.Write(original.GetBuffer().AsSpan((int)copy.From, (int)copy.Length));
                    break;
                default:
                    return null;
            }
        return delivered.ToArray();
    }
}
