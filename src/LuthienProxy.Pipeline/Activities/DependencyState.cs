namespace LuthienProxy.Pipeline.Activities;

/// <summary>How something that the gateway depends on is.</summary>
public enum DependencyState
{
    /// <summary>There, and well.</summary>
    Up,

    /// <summary>Away.</summary>
    Down,

    /// <summary>There, and not well.</summary>
    Degraded,
}
