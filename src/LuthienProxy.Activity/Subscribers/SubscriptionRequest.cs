namespace LuthienProxy.Activity.Subscribers;

/// <summary>Somebody wants to watch.</summary>
public sealed record SubscriptionRequest
{
    /// <summary>Whose limits it counts to. Never published.</summary>
    public required string Identity { get; init; }

    /// <summary>What it wants to see.</summary>
    public ActivityFilter Filter { get; init; } = ActivityFilter.Everything;

    /// <summary>The id of the last event that it has; null when it begins. What is no id of ours begins with a gap.</summary>
    public string? LastEventId { get; init; }
}
