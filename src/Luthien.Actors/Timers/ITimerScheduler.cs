namespace Luthien.Actors;

/// <summary>An actor's timers, each under a key. For the actor's own turn only.</summary>
/// <remarks>
/// Starting a key replaces its timer; a tick of the replaced or cancelled one that is already in the mailbox is discarded. All end
/// with a restart or stop. At most one tick of a key is outstanding: a slow actor is never flooded. Ticks are never early and at most
/// <see cref="ActorSystemOptions.TimerResolution"/> late, plus the queue.
/// </remarks>
public interface ITimerScheduler
{
    /// <summary>Sends <paramref name="message"/> to the actor once.</summary>
    void StartSingleTimer(object key, object message, TimeSpan delay);

    /// <summary>Sends <paramref name="message"/> again and again; each delay begins when the tick before is handled.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delay"/> is not positive.</exception>
    void StartTimerWithFixedDelay(object key, object message, TimeSpan delay);

    /// <summary>Sends <paramref name="message"/> at this rate on average; ticks that come due while one is outstanding are merged into it.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="interval"/> is not positive.</exception>
    void StartTimerAtFixedRate(object key, object message, TimeSpan interval);

    /// <summary>Ends a timer; unknown keys are ignored.</summary>
    void Cancel(object key);

    /// <summary>Ends every timer of this actor.</summary>
    void CancelAll();

    /// <summary>Whether a timer runs under this key: from its start until its single tick is handled or it is cancelled.</summary>
    bool IsTimerActive(object key);
}
