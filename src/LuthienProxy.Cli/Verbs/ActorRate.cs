namespace LuthienProxy.Cli.Verbs;

/// <summary>What an actor did between two looks.</summary>
/// <param name="Actor">What it looks like now.</param>
/// <param name="Messages">Messages a second.</param>
/// <param name="Busy">The part of the time in which a handler was waiting for something, or stuck; 0 to 1.</param>
sealed record ActorRate(PlacedActor Actor, double Messages, double Busy);
