using LuthienProxy.Protocol.Journal.Content;

namespace LuthienProxy.Storage.Rows;

/// <summary>A row of <c>conversation_items</c>: one message of a history.</summary>
/// <param name="Hash">Its name: covers its skeleton and its parent's hash, hence the whole history up to it.</param>
/// <param name="Parent">The message before it; null for the first.</param>
/// <param name="Depth">Its place: 0 for the first.</param>
/// <param name="Skeleton">What it is made of (<see cref="Skeleton"/>), in its stored form.</param>
sealed record ItemRow(ContentHash Hash, ContentHash? Parent, int Depth, ReadOnlyMemory<byte> Skeleton);
