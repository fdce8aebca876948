namespace LuthienProxy.Host.Replays;

/// <summary>What a replay is compared with.</summary>
enum ReplayAgainst
{
    /// <summary>With what happened.</summary>
    Recorded,

    /// <summary>With the call as it would have been without any policy.</summary>
    None,
}
