namespace LuthienProxy.Pipeline.Activities;

/// <summary>Other policies are in use from now on.</summary>
public sealed record PolicyActivated : ActivityEvent
{
    /// <inheritdoc/>
    public override string Type => "policy.activated";

    /// <summary>The configured instance; null when none is in use now.</summary>
    public string? Name { get; init; }

    /// <summary>Its version; null where there are none.</summary>
    public int? Version { get; init; }

    /// <summary>Who did it.</summary>
    public required string By { get; init; }

    /// <summary>What was done: activated, deactivated, rolled back.</summary>
    public required string Action { get; init; }
}
