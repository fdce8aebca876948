namespace Luthien.Actors;

/// <summary>A node of the system queue: handled before user messages, in order, also while suspended.</summary>
sealed class SystemMessage(SystemKind kind, InternalActorRef? subject = null, Exception? cause = null, object? detail = null)
{
    /// <summary>Takes the place of the queue's head when the cell is closed: whoever finds it must answer for the dead.</summary>
    internal static readonly SystemMessage Closed = new(SystemKind.Terminate);

    internal SystemKind Kind { get; } = kind;

    internal InternalActorRef? Subject { get; } = subject;

    internal Exception? Cause { get; } = cause;

    internal object? Detail { get; } = detail;

    internal SystemMessage? Next { get; set; }
}
