using System.Collections.Immutable;

namespace LuthienProxy.Protocol.Journal;

/// <summary>The head of the upstream's answer.</summary>
/// <param name="Status">Its HTTP status.</param>
/// <param name="Headers">Its headers that are on the allow-list.</param>
public sealed record UpstreamResponded(int Status, ImmutableArray<RecordedHeader> Headers) : JournalEvent
{
    /// <inheritdoc/>
    public bool Equals(UpstreamResponded? other) => other is not null && Status == other.Status && Headers.AsSpan().SequenceEqual(other.Headers.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Status, Headers.AsSpan().Length);
}
