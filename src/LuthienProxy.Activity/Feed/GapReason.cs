namespace LuthienProxy.Activity.Feed;

/// <summary>Why events are missing.</summary>
enum GapReason
{
    /// <summary>Whoever should have taken them was too slow.</summary>
    Slow,

    /// <summary>They happened while the page was away, and are no longer kept.</summary>
    Resume,

    /// <summary>The node was started again meanwhile.</summary>
    Restart,

    /// <summary>They happened at other nodes while Redis could not bring them.</summary>
    Redis,
}
