using System.Text.Json;

namespace LuthienProxy.Storage.Policies;

/// <summary>What somebody wants an instance of a policy to be from its next version on.</summary>
public sealed record NewPolicyConfig
{
    /// <summary>The instance's name, not empty; a new one makes a new instance.</summary>
    public required string Name { get; init; }

    /// <summary>The policy's class, as its catalog names it. Not looked up here.</summary>
    public required string Class { get; init; }

    /// <summary>Its settings, at most <see cref="PolicyConfigs.MaxConfigurationBytes"/> of JSON.</summary>
    public required JsonElement Configuration { get; init; }

    /// <summary>What it is for; null when nobody has said.</summary>
    public string? Description { get; init; }

    /// <summary>Who wants it.</summary>
    public required string By { get; init; }
}
