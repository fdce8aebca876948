using LuthienProxy.Protocol.Journal.Content;

namespace LuthienProxy.Storage.Rows;

/// <summary>A row of <c>contents</c>: a large value of request bodies.</summary>
/// <param name="Hash">SHA-256 of the value's own bytes, not of the stored ones.</param>
/// <param name="Size">How many the value's own bytes are.</param>
/// <param name="Encoding">How they are stored: a <see cref="Protocol.Journal.Stored.BodyEncoding"/>.</param>
/// <param name="Body">The stored bytes.</param>
sealed record ContentRow(ContentHash Hash, int Size, short Encoding, ReadOnlyMemory<byte> Body);
