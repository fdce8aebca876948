namespace LuthienProxy.Host.Replays;

/// <summary>What policies made of a call, all together.</summary>
enum ReplayVerdict
{
    /// <summary>Nothing.</summary>
    Passed,

    /// <summary>The request or the answer went on changed, or not all of it.</summary>
    Changed,

    /// <summary>The call, the answer, or a part of it was stopped.</summary>
    Blocked,

    /// <summary>It cannot be said.</summary>
    Unknown,
}
