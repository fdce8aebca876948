namespace Luthien.Streams;

/// <summary>What a finished run leaves behind.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Counts">The final counts of its named stages, from source to sink.</param>
public sealed record StreamResult(StreamOutcome Outcome, IReadOnlyList<StageCount> Counts);
