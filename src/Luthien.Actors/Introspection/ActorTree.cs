namespace Luthien.Actors;

/// <summary>What a part of the tree of actors looked like, read from outside without asking anyone. Immutable.</summary>
/// <param name="Roots">Where it begins: one actor, or the guardians.</param>
/// <param name="Count">All actors from there on down, those included that the tree does not hold.</param>
/// <param name="IsTruncated">Whether there are such.</param>
public sealed record ActorTree(IReadOnlyList<ActorNode> Roots, int Count, bool IsTruncated);
