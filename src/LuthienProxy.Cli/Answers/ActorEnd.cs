namespace LuthienProxy.Cli.Answers;

/// <summary>What became of an actor that was told to end.</summary>
sealed record ActorEnd(string Path, string Action, bool HasHappened, bool IsRunning);
