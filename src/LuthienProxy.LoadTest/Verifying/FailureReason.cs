namespace LuthienProxy.LoadTest.Verifying;

/// <summary>Why a call is not what it should have been. Of several the one that stands first here counts, but for what ends a call at once.</summary>
enum FailureReason
{
    /// <summary>A letter of a delta is not what was sent.</summary>
    Corrupted,

    /// <summary>A delta of another call.</summary>
    Foreign,

    /// <summary>Deltas came in another order.</summary>
    Reordered,

    /// <summary>A delta came twice.</summary>
    Duplicated,

    /// <summary>A delta is missing between others.</summary>
    Lost,

    /// <summary>The answer breaks off: deltas or the end are missing.</summary>
    Truncated,

    /// <summary>All deltas came, and the format's terminator did not.</summary>
    NoTerminator,

    /// <summary>The answer ended otherwise than the provider ended it.</summary>
    WrongEnd,

    /// <summary>An event stands where its format allows none: after the end, or a second beginning or end.</summary>
    Misplaced,

    /// <summary>What came is not HTTP, not an event stream or not JSON.</summary>
    Malformed,

    /// <summary>The stream said that it failed.</summary>
    ErrorEvent,

    /// <summary>An HTTP status other than 200.</summary>
    Status,

    /// <summary>Nothing came for as long as the run is patient.</summary>
    Stalled,

    /// <summary>The connection broke.</summary>
    Reset,

    /// <summary>There was no connection to be had.</summary>
    Unreachable,
}
