namespace LuthienProxy.Storage.Queries.Sessions;

/// <summary>A session that is on record, ready to be written.</summary>
public sealed class SessionExport
{
    readonly Func<Stream, CancellationToken, Task<QueryFailure?>> _write;

    internal SessionExport(string fileName, string contentType, Func<Stream, CancellationToken, Task<QueryFailure?>> write) =>
        (FileName, ContentType, _write) = (fileName, contentType, write);

    /// <summary>A file name of letters, digits, dots and hyphens.</summary>
    public string FileName { get; }

    /// <summary>The media type.</summary>
    public string ContentType { get; }

    /// <summary>
    /// Writes the document, page by page; each page's read is limited by <see cref="Databases.StorageOptions.QueryTimeout"/>. Null when it is whole; else why it ends early:
    /// then break the connection, so that nobody takes it for whole.
    /// </summary>
    /// <exception cref="IOException">The stream failed.</exception>
    public Task<QueryFailure?> WriteAsync(Stream output, CancellationToken cancellation) => _write(output, cancellation);
}
