using System.Collections.Immutable;

namespace LuthienProxy.Policies.Patterns;

/// <summary>A pattern as it was read. A closed choice.</summary>
abstract record PatternNode
{
    PatternNode()
    {
    }

    /// <summary>One character of a set.</summary>
    public sealed record One(CharSet Set) : PatternNode;

    /// <summary>One after the other.</summary>
    public sealed record Row(ImmutableArray<PatternNode> Parts) : PatternNode;

    /// <summary>Any one of them.</summary>
    public sealed record Choice(ImmutableArray<PatternNode> Options) : PatternNode;

    /// <summary>The same again and again; without <paramref name="Most"/> any number of times.</summary>
    public sealed record Repeat(PatternNode Inner, int Least, int? Most) : PatternNode;
}
