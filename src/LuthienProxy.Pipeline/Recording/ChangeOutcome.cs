namespace LuthienProxy.Pipeline.Recording;

/// <summary>What became of a change by an administrator.</summary>
public enum ChangeOutcome
{
    /// <summary>It was begun, and nothing more is on record: the process ended first, or what came of it could not be recorded.</summary>
    Begun,

    /// <summary>It is in effect.</summary>
    Done,

    /// <summary>It was refused; nothing has changed.</summary>
    Refused,

    /// <summary>The gateway failed at it.</summary>
    Failed,

    /// <summary>Whoever asked left before it was answered: it may be in effect.</summary>
    Unknown,
}
