namespace LuthienProxy.Storage.Queries.Calls;

/// <summary>Where a call stands on record.</summary>
public enum CallState
{
    /// <summary>Under way; or its gateway died, and nobody has concluded it yet.</summary>
    Open,

    /// <summary>The client has the whole answer, or the upstream's own refusal.</summary>
    Completed,

    /// <summary>A policy stopped it.</summary>
    Blocked,

    /// <summary>No whole answer could be had.</summary>
    Failed,

    /// <summary>The client left.</summary>
    Cancelled,

    /// <summary>The gateway stopped, or died, first.</summary>
    Interrupted,
}
