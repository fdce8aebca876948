namespace Luthien.Actors;

enum SystemKind : byte
{
    /// <summary><c>Subject</c> wants to hear of the receiver's end.</summary>
    Watch,
    Unwatch,

    /// <summary>The watched <c>Subject</c> has ended.</summary>
    Died,

    /// <summary>The child <c>Subject</c> has ended and its name is free.</summary>
    ChildGone,

    /// <summary>The child <c>Subject</c> failed with <c>Cause</c> and waits for a directive.</summary>
    Failed,
    Suspend,

    /// <summary>With a <c>Cause</c>: the answer to a failure; without: the end of a suspension from above.</summary>
    Resume,
    Recreate,
    Terminate,

    /// <summary>The grace of the handler in <c>Detail</c> is over.</summary>
    GraceOver,
}
