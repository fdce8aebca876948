namespace LuthienProxy.Host.Interventions;

/// <summary>What became of an actor that was told to end.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Action">What was asked for: <c>stop</c> or <c>kill</c>.</param>
/// <param name="HasHappened">Whether it has ended or begun anew; else it has a message before it, and hears of this after that.</param>
/// <param name="IsRunning">Whether an actor lives at the path now: its supervisor may have started it anew.</param>
sealed record ActorActionView(string Path, string Action, bool HasHappened, bool IsRunning);
