using System.Text.Json;
using LuthienProxy.Policies;
using LuthienProxy.Policies.Catalog;

namespace LuthienProxy.Host.Policies;

/// <summary>What somebody wants an instance to be: one policy, or several in order. The body of <c>create</c>, <c>enable</c> and <c>validate</c>.</summary>
sealed record PolicyDefinition
{
    public string? Name { get; init; }

    public string? Description { get; init; }

    public string? Policy { get; init; }

    public JsonElement Config { get; init; }

    public StageMode Mode { get; init; }

    public FailureMode? OnFailure { get; init; }

    public IReadOnlyList<PolicyReference>? Policies { get; init; }
}
