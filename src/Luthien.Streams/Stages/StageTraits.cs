using Luthien.Streams.Supervision;

namespace Luthien.Streams;

/// <summary>What a named or supervised stage has and the others need not carry.</summary>
sealed class StageTraits(string? name, Decider? decider)
{
    internal string? Name { get; } = name;

    internal Decider? Decider { get; } = decider;

    internal long Faults { get; set; }
}
