namespace Luthien.Actors;

/// <summary>A step of the <see cref="CoordinatedShutdown"/>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="DependsOn">The phases that must be over before it begins.</param>
public sealed record ShutdownPhase(string Name, params IReadOnlyList<string> DependsOn)
{
    /// <summary>Before the listener closes: tell load balancers.</summary>
    public const string BeforeServiceUnbind = "before-service-unbind";

    /// <summary>Stop listening.</summary>
    public const string ServiceUnbind = "service-unbind";

    /// <summary>Drain what is under way, cancel it at the deadline.</summary>
    public const string ServiceRequestsDone = "service-requests-done";

    /// <summary>Stop what served the requests.</summary>
    public const string ServiceStop = "service-stop";

    /// <summary>Make everything recorded durable.</summary>
    public const string JournalFlush = "journal-flush";

    /// <summary>End <c>/user</c>, then <c>/system</c>.</summary>
    public const string ActorSystemTerminate = "actor-system-terminate";

    /// <summary>How long the phase's tasks may take before the next one begins (or the shutdown aborts). Default 5 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether a failed or late task is logged and passed over; otherwise the shutdown ends with it. Default true.</summary>
    public bool Recover { get; init; } = true;

    /// <summary>The six phases above, one after the other.</summary>
    public static IReadOnlyList<ShutdownPhase> Standard { get; } =
    [
        new(BeforeServiceUnbind),
        new(ServiceUnbind, BeforeServiceUnbind),
        new(ServiceRequestsDone, ServiceUnbind),
        new(ServiceStop, ServiceRequestsDone),
        new(JournalFlush, ServiceStop),
        new(ActorSystemTerminate, JournalFlush) { Timeout = TimeSpan.FromSeconds(10) },
    ];
}
