namespace LuthienProxy.Protocol.Journal.Content;

/// <summary>One element of <c>messages</c> or <c>input</c>.</summary>
/// <param name="Hash">Its name: covers its skeleton and its parent's name, hence the history up to it.</param>
/// <param name="Parent">The element before it; null for the first.</param>
/// <param name="Depth">Its place: 0 for the first.</param>
/// <param name="Skeleton">What it is made of, in the form that <see cref="Content.Skeleton"/> documents, together with what stood between it and its parent.</param>
/// <param name="Json">The element itself, a JSON object within the body.</param>
public sealed record SplitItem(ContentHash Hash, ContentHash? Parent, int Depth, ReadOnlyMemory<byte> Skeleton, ReadOnlyMemory<byte> Json);
