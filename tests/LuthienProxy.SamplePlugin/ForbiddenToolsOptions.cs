using System.Collections.Immutable;
using System.ComponentModel;

namespace LuthienProxy.SamplePlugin;

/// <summary>What <see cref="ForbiddenToolsPolicy"/> stops.</summary>
public sealed record ForbiddenToolsOptions
{
    /// <summary>Names of tools.</summary>
    [Description("Names of tools.")]
    public required ImmutableArray<string> Tools { get; init; }
}
