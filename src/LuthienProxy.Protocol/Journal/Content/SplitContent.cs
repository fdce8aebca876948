namespace LuthienProxy.Protocol.Journal.Content;

/// <summary>A large value of a body, kept once however many bodies hold it.</summary>
/// <param name="Hash">Its name.</param>
/// <param name="Bytes">The bytes as they stand in the body (a string's are still escaped).</param>
public sealed record SplitContent(ContentHash Hash, ReadOnlyMemory<byte> Bytes);
