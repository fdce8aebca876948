using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Storage.Health;
using LuthienProxy.Storage.Stores;

namespace LuthienProxy.Storage.Writers;

/// <summary>
/// The one way of the writers and of the drain to the database: through the breaker, within a time limit, and with what the record refuses set apart. Thread-safe.
/// </summary>
/// <remarks>Never throws for what the database does: an answer of null means that nothing is known to be written, and that the batches are to be kept.</remarks>
sealed class StoreGate(IJournalStore store, Breaker breaker, JournalMonitor monitor, TimeProvider time)
{
    /// <summary>Whether a call would be made now.</summary>
    public bool IsOpen => breaker.State is BreakerState.Closed;

    /// <summary>Writes batches in one commit.</summary>
    /// <returns>The batches that the record refuses for ever; null when nothing is known to be written.</returns>
    public async Task<IReadOnlyList<RefusedBatch>?> WriteAsync(CallLane lane, IReadOnlyList<JournalBatch> batches, CancellationToken cancellation)
    {
        if (!breaker.TryEnter())
            return null;
        var (report, failure) = await TryAsync(lane, batches, cancellation);
        if (failure is not null && IsSurprise(failure) && batches.Count > 1)
            return await WriteApartAsync(lane, batches, cancellation);
        return report is null ? null : await SettleAsync(lane, report.Refused, cancellation);
    }

    /// <summary>Looks whether the database answers at all, when nothing is there to be written.</summary>
    public async Task ProbeAsync(CallLane lane, CancellationToken cancellation)
    {
        if (!breaker.TryEnter())
            return;
        var began = time.GetTimestamp();
        if (await AskAsync(lane, token => store.ReadAsync(default, 0, 1, token), cancellation) is { Answer: not null })
            breaker.Succeeded(time.GetElapsedTime(began), isProof: false);
    }

    async Task<(WriteReport? Report, Exception? Failure)> TryAsync(CallLane lane, IReadOnlyList<JournalBatch> batches, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        var (report, failure) = await AskAsync(lane, token => store.WriteAsync(batches, token), cancellation);
        if (report is null)
            return (null, failure);
        var took = time.GetElapsedTime(began);
        breaker.Succeeded(took);
        monitor.Committed(batches.Count, report.Written, took);
        return (report, null);
    }

    async Task<(T? Answer, Exception? Failure)> AskAsync<T>(CallLane lane, Func<CancellationToken, Task<T>> call, CancellationToken cancellation)
        where T : class
    {
        var running = lane.RunAsync(call, cancellation);
        await ((Task)running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (running.IsCompletedSuccessfully)
            return (await running, null);
        var failure = running.Exception?.InnerException ?? new OperationCanceledException("The call was given up.");
        // Whoever gives a call up at the end of the process learns nothing about the database.
        if (!cancellation.IsCancellationRequested)
        {
            monitor.StoreFailed(failure);
            breaker.Failed(Reason(failure));
        }
        return (null, failure);
    }

    /// <summary>
    /// Something in the group makes the engine fail in a way that it does not know itself: each batch goes alone, so that one does not hold up all others for ever.
    /// </summary>
    async Task<IReadOnlyList<RefusedBatch>?> WriteApartAsync(CallLane lane, IReadOnlyList<JournalBatch> batches, CancellationToken cancellation)
    {
        var refused = ImmutableArray.CreateBuilder<RefusedBatch>();
        var surprising = new List<(JournalBatch Batch, Exception Cause)>();
        foreach (var batch in batches)
        {
            var (report, failure) = await TryAsync(lane, [batch], cancellation);
            if (report is not null)
                refused.AddRange(report.Refused);
            else if (IsSurprise(failure))
                surprising.Add((batch, failure));
            else
                return null;
        }
        // Where not one was taken, it is the engine and not the batch.
        if (surprising.Count == batches.Count)
            return null;
        foreach (var (batch, cause) in surprising)
            monitor.Unstorable(batch, cause);
        refused.AddRange(surprising.Select(found => new RefusedBatch(found.Batch, RefusalReason.Unstorable)));
        return await SettleAsync(lane, refused.ToImmutable(), cancellation);
    }

    /// <summary>
    /// A call of which something was lost keeps what came before, and its end: that takes the place of the first lost event, and says so.
    /// </summary>
    /// <returns>Null when the database went away before all of them had their end: written again, what is on record stays as it is.</returns>
    async Task<IReadOnlyList<RefusedBatch>?> SettleAsync(CallLane lane, ImmutableArray<RefusedBatch> refused, CancellationToken cancellation)
    {
        foreach (var found in refused)
        {
            if (RecordGap.IsToBeEnded(found) && !await EndAsync(lane, found, cancellation))
                return null;
        }
        foreach (var found in refused)
            monitor.Refused(found.Batch, found.Reason);
        return refused;
    }

    /// <summary>Puts a call's end on record behind what is there, though the batch that it is of was dropped.</summary>
    /// <returns>False when the database did not say; nothing more can be done when it did.</returns>
    public Task<bool> EndAsync(CallLane lane, JournalBatch dropped, CancellationToken cancellation) =>
        EndAsync(lane, new RefusedBatch(dropped, RefusalReason.Unstorable), cancellation);

    async Task<bool> EndAsync(CallLane lane, RefusedBatch found, CancellationToken cancellation)
    {
        if (await LastAsync(lane, found, cancellation) is not { } last)
            return false;
        // A call whose opening is not on record has no end there either.
        foreach (var end in last == 0 ? [] : RecordGap.EndsAt(found.Batch, last + 1))
        {
            var (report, failure) = await TryAsync(lane, [end], cancellation);
            if (report is { Refused.IsEmpty: true })
                break;
            if (report is null && !IsSurprise(failure))
                return false;
        }
        return true;
    }

    /// <summary>The last event of the call on record; 0 when there is none, or none may follow; null when the database did not say.</summary>
    async Task<int?> LastAsync(CallLane lane, RefusedBatch found, CancellationToken cancellation)
    {
        if (found.Reason is RefusalReason.Gap || found.Last > 0)
            return found.Last;
        // What the engine itself could not hold was never compared with the record.
        var (report, failure) = await TryAsync(lane, [RecordGap.Question(found.Batch)], cancellation);
        if (report is null && !IsSurprise(failure))
            return null;
        return report is { Refused: [{ Reason: RefusalReason.Gap, Last: var last }] } ? last : 0;
    }

    static bool IsSurprise([NotNullWhen(true)] Exception? failure) => failure is not (null or StoreException or TimeoutException or OperationCanceledException or ObjectDisposedException);

    static string Reason(Exception failure) => failure is StoreException { Fault: var fault } ? $"the database is {fault}".ToLowerInvariant()
        : failure is TimeoutException ? "the database does not answer in time"
        : $"the database failed with {failure.GetType().Name}";
}
