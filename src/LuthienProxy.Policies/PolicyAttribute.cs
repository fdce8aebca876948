namespace LuthienProxy.Policies;

/// <summary>Describes a policy to the people who choose it. Its constructor's one parameter, a record, is its configuration; without one it has none.</summary>
/// <param name="name">The type's name in configurations: what <c>policy</c> says.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class PolicyAttribute(string name) : Attribute
{
    /// <summary>The type's name in configurations.</summary>
    public string Name { get; } = name;

    /// <summary>What it is among: see <see cref="PolicyCategories"/>.</summary>
    public required string Category { get; init; }

    /// <summary>What it does, in a sentence or two.</summary>
    public required string Description { get; init; }

    /// <summary>When somebody wants it.</summary>
    public required string UseCase { get; init; }

    /// <summary>A configuration that works, as JSON; <c>{}</c> where there is nothing to configure.</summary>
    public required string Example { get; init; }
}
