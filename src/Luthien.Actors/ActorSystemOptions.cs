namespace Luthien.Actors;

/// <summary>The kernel's settings; every one has a default that suits a server.</summary>
public sealed record ActorSystemOptions
{
    /// <summary>The only clock the kernel reads. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Who runs the turns. Default: the thread pool.</summary>
    public IDispatcher? Dispatcher { get; init; }

    /// <summary>Messages per turn before an actor goes behind the others. Default 64.</summary>
    public int Throughput { get; init; } = 64;

    /// <summary>Time per turn before an actor goes behind the others; looked at every eighth message. Default 500 µs.</summary>
    public TimeSpan TurnLimit { get; init; } = TimeSpan.FromMicroseconds(500);

    /// <summary>How long an <c>Ask</c> waits when it does not say. Default 10 s.</summary>
    public TimeSpan AskTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a stop or restart waits for an async handler to end before it is abandoned. Default 5 s.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The step of the timers: never early, at most this late. Default 10 ms.</summary>
    public TimeSpan TimerResolution { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>Dead letters that are logged one by one before the log falls silent. Default 10.</summary>
    public int LoggedDeadLetters { get; init; } = 10;

    /// <summary>How long the log stays silent about dead letters before it sums up. Default 5 min.</summary>
    public TimeSpan DeadLetterSilence { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Different recipient and type pairs that are counted apart; what comes later is counted together. Default 1000.</summary>
    public int DeadLetterCounters { get; init; } = 1000;

    /// <summary>Chance (backoff's spread); seed it for a repeatable run. Default shared.</summary>
    public Random Random { get; init; } = Random.Shared;

    /// <summary>Where log lines go, besides the event stream. Default nowhere.</summary>
    public IKernelLog? Log { get; init; }

    /// <summary>The strategy of <c>/user</c> for top-level actors. Default <see cref="SupervisorStrategy.Default"/>.</summary>
    public SupervisorStrategy UserStrategy { get; init; } = SupervisorStrategy.Default;

    /// <summary>The phases of <see cref="CoordinatedShutdown"/>. Default <see cref="ShutdownPhase.Standard"/>.</summary>
    public IReadOnlyList<ShutdownPhase> ShutdownPhases { get; init; } = ShutdownPhase.Standard;
}
