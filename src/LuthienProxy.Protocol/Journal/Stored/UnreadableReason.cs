namespace LuthienProxy.Protocol.Journal.Stored;

/// <summary>Why an event on record cannot be understood.</summary>
public enum UnreadableReason
{
    /// <summary>No event of this type is known here: a newer gateway wrote it.</summary>
    UnknownType,

    /// <summary>The event's form is newer than this gateway.</summary>
    NewerVersion,

    /// <summary>There is no JSON object.</summary>
    NotAnObject,

    /// <summary>The JSON is broken, or a field is of the wrong kind.</summary>
    Malformed,

    /// <summary>The bytes are missing, damaged, or packed in a way that is not known here.</summary>
    DamagedBody,
}
