namespace LuthienProxy.Simulator;

/// <summary>One line of the catalogue.</summary>
/// <param name="Kind">The fault.</param>
/// <param name="Name">Its name in <c>sim/…?fault=</c>, kebab case.</param>
/// <param name="Scope">Where it applies.</param>
/// <param name="Effect">What the client side may make of it.</param>
/// <param name="Sentence">What the simulator does.</param>
public sealed record FaultDescription(FaultKind Kind, string Name, FaultScope Scope, FaultEffect Effect, string Sentence)
{
    /// <summary>Whether the fault exists in this kind of answer; the formats do not differ in this.</summary>
    public bool AppliesTo(bool streaming) => Scope.HasFlag(streaming ? FaultScope.Streaming : FaultScope.Whole);
}
