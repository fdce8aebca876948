namespace Luthien.Actors;

/// <summary>One actor in an <see cref="ActorTree"/>. Immutable.</summary>
/// <param name="Actor">What it looked like.</param>
/// <param name="Children">Those of its children that the tree holds, by name; <see cref="ActorSnapshot.Children"/> of <paramref name="Actor"/> says how many there are.</param>
public sealed record ActorNode(ActorSnapshot Actor, IReadOnlyList<ActorNode> Children);
