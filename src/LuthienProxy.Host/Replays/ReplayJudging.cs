namespace LuthienProxy.Host.Replays;

/// <summary>What becomes of questions to judges that a recorded call has no answer to.</summary>
enum ReplayJudging
{
    /// <summary>Nobody is asked, and the entry says so.</summary>
    Recorded,

    /// <summary>The judges are asked, with the server's keys and at its cost.</summary>
    Ask,
}
