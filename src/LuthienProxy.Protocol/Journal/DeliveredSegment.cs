using System.Collections.Immutable;

namespace LuthienProxy.Protocol.Journal;

/// <summary>A piece of the body that the client's transport accepted.</summary>
/// <remarks>
/// With <c>journal.mode = before-delivery</c> a piece is on record before it is handed over. What then was not delivered is replaced by a later piece that
/// begins within it, or lies beyond <see cref="TransactionSummary.BytesDelivered"/>.
/// </remarks>
/// <param name="Offset">Where the piece begins in the delivered body.</param>
/// <param name="Runs">The piece, in order: copies of what the upstream sent, and what was written here.</param>
public sealed record DeliveredSegment(long Offset, ImmutableArray<DeliveredRun> Runs) : JournalEvent
{
    /// <summary>How many bytes of the delivered body the piece covers.</summary>
    public long Size => Runs.Sum(static run => run.Size);

    /// <inheritdoc/>
    public bool Equals(DeliveredSegment? other) => other is not null && Offset == other.Offset && Runs.AsSpan().SequenceEqual(other.Runs.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Offset, Runs.AsSpan().Length);
}
