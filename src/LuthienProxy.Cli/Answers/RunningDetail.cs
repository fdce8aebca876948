namespace LuthienProxy.Cli.Answers;

/// <summary>A call that runs, stage by stage.</summary>
sealed record RunningDetail(string Node, RunningCall Call, IReadOnlyList<RunningStage> Stages, RunningRecord? Record);
