using System.ComponentModel;
using System.Text.Json;

namespace LuthienProxy.Policies.Catalog;

/// <summary>A policy as it stands in a configuration: in a chain, or inside another policy.</summary>
public sealed record PolicyReference
{
    /// <summary>The type's name.</summary>
    [Description("The type's name.")]
    public required string Policy { get; init; }

    /// <summary>The instance's name; by default the type's, with a number where that is not unique.</summary>
    [Description("The instance's name; by default the type's, with a number where that is not unique.")]
    public string? Name { get; init; }

    /// <summary>Its configuration, in the form of its own schema.</summary>
    [Description("Its configuration, in the form of its own schema.")]
    public JsonElement Config { get; init; }

    /// <summary>Whether it acts or only looks on.</summary>
    [Description("Enforce or Shadow.")]
    public StageMode Mode { get; init; }

    /// <summary>What happens where it cannot decide; by default what the policy says.</summary>
    [Description("Closed or Open; by default what the policy says.")]
    public FailureMode? OnFailure { get; init; }
}
