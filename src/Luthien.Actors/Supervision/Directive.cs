namespace Luthien.Actors;

/// <summary>What a supervisor does about a failed child.</summary>
public enum Directive
{
    /// <summary>Continue with the same instance and state; the failing message is gone.</summary>
    Resume,

    /// <summary>Replace the instance; path, uid, mailbox and watchers stay.</summary>
    Restart,

    /// <summary>End the child.</summary>
    Stop,

    /// <summary>The supervisor itself fails with the same cause.</summary>
    Escalate,
}
