namespace LuthienProxy.Host.Policies;

/// <summary>Which instance to activate. The body of <c>activate</c>.</summary>
sealed record PolicyChoice
{
    public required string Name { get; init; }

    /// <summary>Null for the newest version.</summary>
    public int? Version { get; init; }
}
