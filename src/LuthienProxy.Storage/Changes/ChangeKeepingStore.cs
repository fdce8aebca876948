using System.Collections.Immutable;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Stores;

namespace LuthienProxy.Storage.Changes;

/// <summary>
/// A store that also takes what administrators changed, so that it goes the way of the events: through the writers, and by the spool while the database is away.
/// Thread-safe. Disposes the store beneath it.
/// </summary>
/// <remarks>Changes are rare, so each is a commit of its own, before the events of its group: writing the group again, as after a failure, does no harm.</remarks>
sealed class ChangeKeepingStore(IJournalStore events, ChangeRows changes) : IJournalStore
{
    /// <inheritdoc/>
    public async Task<WriteReport> WriteAsync(IReadOnlyList<JournalBatch> batches, CancellationToken cancellation)
    {
        if (batches.All(batch => batch.Change is null))
            return await events.WriteAsync(batches, cancellation);
        var (written, refused) = (0, ImmutableArray.CreateBuilder<RefusedBatch>());
        foreach (var batch in batches.Where(batch => batch.Change is not null))
        {
            if (await changes.WriteAsync(batch.Change!, cancellation) is { } cause)
                refused.Add(new(batch, RefusalReason.Unstorable) { Cause = cause });
            else
                written++;
        }
        var report = await events.WriteAsync([.. batches.Where(batch => batch.Change is null)], cancellation);
        return report with { Written = report.Written + written, Refused = [.. refused, .. report.Refused] };
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<JournalEntry>> ReadAsync(TransactionId transaction, int after, int limit, CancellationToken cancellation) =>
        events.ReadAsync(transaction, after, limit, cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => events.DisposeAsync();
}
