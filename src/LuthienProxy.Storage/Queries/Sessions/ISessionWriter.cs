namespace LuthienProxy.Storage.Queries.Sessions;

/// <summary>Writes a session piece by piece. One per document.</summary>
interface ISessionWriter
{
    string Extension { get; }

    string ContentType { get; }

    ReadOnlyMemory<byte> Begin(SessionSummary session);

    ReadOnlyMemory<byte> Write(SessionCall call);
}
