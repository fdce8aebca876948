namespace Luthien.Actors.Tests.Model;

/// <summary>What the world and its model must agree on after each step.</summary>
sealed record Observed(string Counts, string Terminated, int DeadLetters, string Answers, int TimedOut, int Collisions);
