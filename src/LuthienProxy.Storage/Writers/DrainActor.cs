using Luthien.Actors;

namespace LuthienProxy.Storage.Writers;

/// <summary>
/// <c>/system/journal/drain</c>: brings what was spooled to the database, oldest first, as soon as that is back; and looks whether it is back when nothing is
/// spooled. What was left by a process before is drained in the same way. Then it ends the calls whose ends were dropped.
/// </summary>
sealed class DrainActor : ReceiveActor
{
    /// <summary>The least time between two tries that fail while the breaker has not opened yet.</summary>
    static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(250);

    readonly DrainWork _work;

    /// <summary>Whether the last try was a success: the writers are held for a database that works, never for one of which that is only hoped.</summary>
    bool _isProven;

    public DrainActor(DrainWork work)
    {
        _work = work;
        ReceiveAsync<Look>(_ => OnLookAsync());
    }

    protected override void PreStart()
    {
        // A look now and then, whoever may have forgotten to ask for one.
        Context.Timers.StartTimerWithFixedDelay(nameof(Look), Look.Instance, _work.Options.Breaker.ResetTimeout);
        Self.Tell(Look.Instance);
    }

    protected override void PostStop() => _work.Turnstile.Open();

    async ValueTask OnLookAsync()
    {
        _work.Asked.Clear();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Context.Stopping, _work.Hurry);
        if (await StepAsync(stop.Token) is not { } wait || _work.Hurry.IsCancellationRequested)
            return;
        if (wait == TimeSpan.Zero)
            Self.Tell(Look.Instance);
        else
            Context.Timers.StartSingleTimer(nameof(Breath), Look.Instance, wait);
    }

    /// <summary>One commit's worth. The wait until the next; null when there is nothing to do.</summary>
    async Task<TimeSpan?> StepAsync(CancellationToken stopping)
    {
        var (gate, spool) = (_work.Gate, _work.Spool);
        if (!spool.HasBacklog)
        {
            _work.Turnstile.Open();
            _isProven = false;
            if (!gate.IsOpen)
                await gate.ProbeAsync(_work.Lane, stopping);
            return gate.IsOpen ? await EndLostAsync(stopping) : _work.NextTry(Breath);
        }
        var chunk = await spool.PeekAsync(_work.Options.BatchCount, _work.Options.BatchBytes);
        if (chunk.IsEnd && _isProven)
            _work.Turnstile.Close();
        _isProven = chunk.Batches.Count == 0 || await gate.WriteAsync(_work.Lane, chunk.Batches, stopping) is not null;
        if (!_isProven)
        {
            _work.Turnstile.Open();
            return _work.NextTry(Breath);
        }
        await spool.DropAsync(chunk);
        return TimeSpan.Zero;
    }

    // Behind what was spooled: what of a call could be kept comes before its end.
    async Task<TimeSpan?> EndLostAsync(CancellationToken stopping)
    {
        if (_work.LostEnds.Peek() is not { } end)
            return null;
        if (!await _work.Gate.EndAsync(_work.Lane, end, stopping))
            return _work.NextTry(Breath);
        _work.LostEnds.Drop();
        return TimeSpan.Zero;
    }

    /// <summary>There may be something to drain.</summary>
    public sealed record Look : IDeadLetterSuppression
    {
        public static Look Instance { get; } = new();
    }
}
