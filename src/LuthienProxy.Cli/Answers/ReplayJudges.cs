namespace LuthienProxy.Cli.Answers;

/// <summary>Where answers of judges came from.</summary>
sealed record ReplayJudges(int Recalled, int Asked, int NotAsked);
