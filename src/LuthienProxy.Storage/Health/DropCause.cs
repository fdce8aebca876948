namespace LuthienProxy.Storage.Health;

/// <summary>Why events did not come to the record.</summary>
enum DropCause
{
    /// <summary>No answer in time; they may still come to the record.</summary>
    Unknown,

    /// <summary>No room in the queue in time.</summary>
    Queue,

    /// <summary>The database was away and the spool full, or its disk.</summary>
    Spool,

    /// <summary>The record refuses them: earlier ones are missing, the call had ended, or the engine cannot hold them.</summary>
    Refused,

    /// <summary>A writer crashed.</summary>
    Crash,

    /// <summary>The journal had been closed.</summary>
    Stopped,
}
