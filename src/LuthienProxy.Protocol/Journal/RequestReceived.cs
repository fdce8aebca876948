using System.Collections.Immutable;

namespace LuthienProxy.Protocol.Journal;

/// <summary>What the client sent.</summary>
/// <param name="Headers">Its headers that are on the allow-list.</param>
/// <param name="Body">Its body; null for a call without one.</param>
public sealed record RequestReceived(ImmutableArray<RecordedHeader> Headers, Payload? Body) : JournalEvent;
