namespace LuthienProxy.Pipeline.Activities;

/// <summary>Something that the gateway depends on went away, came back, or limps.</summary>
public sealed record DependencyChanged : ActivityEvent
{
    const int LongestDetail = 500;

    /// <inheritdoc/>
    public override string Type => "dependency.state";

    /// <summary>What: <c>redis</c>, <c>database</c>.</summary>
    public required string Dependency { get; init; }

    /// <summary>How it is.</summary>
    public required DependencyState State { get; init; }

    /// <summary>Why, in words for people; never a credential.</summary>
    public string? Detail { get; init => field = EventText.CutOrNull(value, LongestDetail); }
}
