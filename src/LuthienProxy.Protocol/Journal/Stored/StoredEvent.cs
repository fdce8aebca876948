namespace LuthienProxy.Protocol.Journal.Stored;

/// <summary>An event in the form it is recorded in.</summary>
/// <param name="Type">Its stable name: one of <see cref="EventTypes"/>.</param>
/// <param name="Data">What it holds besides bytes: a JSON object without U+0000 and lone surrogates, so that any database takes it.</param>
/// <param name="Body">Its bytes: a byte that names the <see cref="BodyEncoding"/>, then all payloads of the event one after the other, packed as one. Null when there are none.</param>
public sealed record StoredEvent(string Type, string Data, ReadOnlyMemory<byte>? Body);
