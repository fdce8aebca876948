using System.Collections.Immutable;

namespace LuthienProxy.Protocol.Journal;

/// <summary>What the client sent.</summary>
/// <param name="Headers">Its headers that are on the allow-list.</param>
/// <param name="Body">Its body; null for a call without one.</param>
public sealed record RequestReceived(ImmutableArray<RecordedHeader> Headers, Payload? Body) : JournalEvent
{
    /// <inheritdoc/>
    public bool Equals(RequestReceived? other) => other is not null && Headers.AsSpan().SequenceEqual(other.Headers.AsSpan()) && Body == other.Body;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Headers.AsSpan().Length, Body);
}
