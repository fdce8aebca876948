namespace LuthienProxy.Storage.Stores;

/// <summary>Why an engine could not do its work, by what the caller can do about it.</summary>
public enum StoreFault
{
    /// <summary>It cannot be reached, is starting or stopping, or did not answer in time. The outcome of a write is unknown: write it again later.</summary>
    Unavailable,

    /// <summary>It is there and has no room now: a lock, a deadlock, too many connections. Nothing was written: write it again soon.</summary>
    Busy,

    /// <summary>Its disk is full. Nothing was written: write it again when somebody has made room.</summary>
    Full,

    /// <summary>It answers, and refuses its work: no permission, a table missing, a damaged file. Nothing was written, and somebody must look.</summary>
    Broken,
}
