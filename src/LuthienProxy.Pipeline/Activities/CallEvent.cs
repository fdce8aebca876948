namespace LuthienProxy.Pipeline.Activities;

/// <summary>Something that happened to a call. Whoever sees any of its events knows which call it is.</summary>
public abstract record CallEvent : ActivityEvent
{
    /// <summary>The call.</summary>
    public required CallFacts Call { get; init; }
}
