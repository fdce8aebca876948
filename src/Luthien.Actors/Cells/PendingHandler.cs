using System.Runtime.CompilerServices;

namespace Luthien.Actors;

/// <summary>A handler that has not completed: holds its task, wakes the cell when it has, and keeps the grace after a stop.</summary>
/// <remarks>Reused by the cell for one wait after another, until a stop or restart has met one.</remarks>
sealed class PendingHandler : WheelEntry
{
    readonly ActorCell _cell;
    readonly Action _completed;
    ValueTaskAwaiter _awaiter;
    int _done;

    internal PendingHandler(ActorCell cell)
    {
        _cell = cell;
        _completed = OnCompleted;
    }

    internal bool Active { get; private set; }

    internal bool Done => Volatile.Read(ref _done) != 0;

    internal bool Abandoned { get; private set; }

    internal bool GraceStarted { get; private set; }

    /// <summary>Not to be used again: the end of its grace may still be on its way and must not meet another wait.</summary>
    internal bool Spent => Abandoned || GraceStarted;

    internal long Since { get; private set; }

    internal void Begin(ValueTask task)
    {
        Since = _cell.System.Time.GetTimestamp();
        Volatile.Write(ref _done, 0);
        Active = true;
        _awaiter = task.GetAwaiter();
        _awaiter.UnsafeOnCompleted(_completed);
    }

    /// <summary>In a turn, once <see cref="Done"/>: throws what the handler threw.</summary>
    internal void End()
    {
        Active = false;
        if (GraceStarted)
            DeadlineWheel.Cancel(this);
        var awaiter = _awaiter;
        _awaiter = default;
        awaiter.GetResult();
    }

    internal void StartGrace()
    {
        if (GraceStarted)
            return;
        GraceStarted = true;
        _cell.System.Wheel.Add(this, _cell.System.Options.StopGrace);
    }

    /// <summary>In a turn. False when the handler completed at the last moment.</summary>
    internal bool TryAbandon()
    {
        if (Interlocked.CompareExchange(ref _done, 2, 0) != 0)
            return false;
        Active = false;
        Abandoned = true;
        return true;
    }

    internal override void Fire() => _cell.SendSystem(new SystemMessage(SystemKind.GraceOver, detail: this));

    void OnCompleted()
    {
        if (Interlocked.CompareExchange(ref _done, 1, 0) == 0)
            _cell.WakeUpForSystem();
        else
            ReportLateFailure();
    }

    void ReportLateFailure()
    {
        try
        {
            _awaiter.GetResult();
        }
        catch (OperationCanceledException)
        {
            // Late obedience is no news.
        }
        catch (Exception failure)
        {
            _cell.System.Report(new LogEvent(KernelEvents.AbandonedHandlerFailed, KernelLogLevel.Warning, _cell.Path.Text,
                "An abandoned handler failed after its actor had gone on", failure));
        }
    }
}
