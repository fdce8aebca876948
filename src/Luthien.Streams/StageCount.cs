namespace Luthien.Streams;

/// <summary>What one named stage has seen so far.</summary>
/// <param name="Name">The name given with <c>Named</c>.</param>
/// <param name="Elements">Elements that entered the stage (for a source: left it).</param>
/// <param name="Dropped">Elements that the stage's overflow strategy dropped.</param>
/// <param name="Faults">Exceptions that the stage's decider answered with resume or restart.</param>
public readonly record struct StageCount(string Name, long Elements, long Dropped, long Faults);
