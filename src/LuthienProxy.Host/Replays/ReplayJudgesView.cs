namespace LuthienProxy.Host.Replays;

/// <summary>Where answers of judges came from.</summary>
/// <param name="Recalled">From the record of the same call.</param>
/// <param name="Asked">From a model.</param>
/// <param name="NotAsked">From nowhere: the record has no answer, and nobody was to be asked.</param>
sealed record ReplayJudgesView(int Recalled, int Asked, int NotAsked);
