using System.Collections.Immutable;
using System.ComponentModel;

namespace Acme.Policies;

/// <summary>What <see cref="OnlyToolsPolicy"/> lets pass.</summary>
public sealed record OnlyToolsOptions
{
    [Description("The tools that may be called, by name.")]
    public required ImmutableArray<string> Tools { get; init; }
}
