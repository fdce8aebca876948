namespace LuthienProxy.Storage.Queries.Sessions;

/// <summary>Writes sessions as documents, a page at a time.</summary>
static class SessionExports
{
    /// <summary>Calls that are held at once.</summary>
    const int Page = 20;

    internal static SessionExport Of(string sessionId, ExportFormat format, IJournalQueries queries)
    {
        ISessionWriter writer = format is ExportFormat.Markdown ? new MarkdownWriter() : new JsonlWriter();
        return new(FileName(sessionId) + writer.Extension, writer.ContentType, (output, cancellation) => WriteAsync(sessionId, writer, queries, output, cancellation));
    }

    static async Task<QueryFailure?> WriteAsync(string sessionId, ISessionWriter writer, IJournalQueries queries, Stream output, CancellationToken cancellation)
    {
        for (string? cursor = null; ;)
        {
            var result = await queries.GetSessionAsync(sessionId, new(Page, cursor), cancellation);
            if (!result.TryGet(out var detail, out var failure))
                return failure;
            if (cursor is null)
                await output.WriteAsync(writer.Begin(detail.Session), cancellation);
            foreach (var call in detail.Calls)
                await output.WriteAsync(writer.Write(call), cancellation);
            await output.FlushAsync(cancellation);
            if ((cursor = detail.Next) is null)
                return null;
        }
    }

    // What a client calls its session is no path.
    static string FileName(string sessionId) =>
        "session-" + string.Concat(sessionId.Take(64).Select(static character => char.IsAsciiLetterOrDigit(character) ? character : '-'));
}
