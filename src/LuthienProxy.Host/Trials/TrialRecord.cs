using LuthienProxy.Host.Settings;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Queries;
using LuthienProxy.Storage.Queries.Calls;

namespace LuthienProxy.Host.Trials;

/// <summary>Reads from the record what came of a trial. Thread-safe.</summary>
sealed class TrialRecord(IJournalQueries queries, GatewaySettings settings, TimeProvider time)
{
    /// <summary>A call's end is on record some milliseconds after the call.</summary>
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>What is on record comes after the last policy in shadow has decided, within one append timeout.</summary>
    readonly TimeSpan _patience = settings.Policy.Limits.DecisionTimeout.ToTimeSpan() + settings.Journal.AppendTimeout.ToTimeSpan();

    /// <summary>The call once its end is on record; without content when that cannot be read.</summary>
    public async Task<TrialView> ReadAsync(TransactionId id, CallState state, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(_patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        using var pause = new PeriodicTimer(Pause, time);
        try
        {
            while (true)
            {
                var found = await queries.GetSidesAsync(id, either.Token);
                if (found.TryGet(out var sides, out var failure) && sides.Call.EndedAt is not null)
                    return Shown(id, sides);
                if (failure is not (null or QueryFailure.NotFound))
                    return Unread(id, state, "What the call said cannot be read from the record now.");
                await pause.WaitForNextTickAsync(either.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Unread(id, state, "The call has ended, and its end is not on record yet.");
        }
    }

    static TrialView Shown(TransactionId id, CallSides sides) => new()
    {
        TransactionId = id,
        State = sides.Call.State,
        Before = sides.Before,
        After = sides.After,
        Decisions = sides.Decisions,
        Judges = sides.Judges,
        Gaps = sides.Gaps,
    };

    static TrialView Unread(TransactionId id, CallState state, string why) =>
        new() { TransactionId = id, State = state, Gaps = [$"{why} /debug/calls/{id} shows it when it can be."] };
}
