namespace LuthienProxy.Protocol.Journal;

/// <summary>Why bytes are not on record.</summary>
public enum CutReason
{
    /// <summary>They were over a limit.</summary>
    Oversize,

    /// <summary>Only hashes are kept (<c>journal.content = hash</c>).</summary>
    HashOnly,

    /// <summary>A policy removed something from them (<c>journal.content = redacted</c>).</summary>
    Redacted,

    /// <summary>Recording has degraded to summaries after sustained truncation.</summary>
    Degraded,

    /// <summary>They were on record, and a part of them no longer is. The hash is unknown.</summary>
    Missing,
}
