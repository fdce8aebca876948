namespace Luthien.Actors;

/// <summary>The ids of the kernel's log events.</summary>
public static class KernelEvents
{
    /// <summary>A child failed and its supervisor restarts it.</summary>
    public const int Restarting = 1000;

    /// <summary>A child failed and its supervisor stops it.</summary>
    public const int StoppedOnFailure = 1001;

    /// <summary>A child failed and continues with its state.</summary>
    public const int Resumed = 1002;

    /// <summary>A hook threw; the life cycle went on.</summary>
    public const int HookFailed = 1003;

    /// <summary>A handler did not end within the grace after a stop and was abandoned.</summary>
    public const int HandlerAbandoned = 1004;

    /// <summary>An abandoned handler failed later.</summary>
    public const int AbandonedHandlerFailed = 1005;

    /// <summary>A failure reached the top: the system terminates.</summary>
    public const int GuardianFailed = 1006;

    /// <summary>A message reached no living actor.</summary>
    public const int DeadLettered = 1010;

    /// <summary>So many dead letters were not logged one by one.</summary>
    public const int DeadLettersSuppressed = 1011;

    /// <summary>A task of the coordinated shutdown failed or took too long.</summary>
    public const int ShutdownTaskFailed = 1020;

    /// <summary>A subscriber of the event stream threw.</summary>
    public const int SubscriberFailed = 1030;
}
