namespace LuthienProxy.Storage.Health;

/// <summary>How well something does what it is for.</summary>
public enum HealthState
{
    /// <summary>As it should.</summary>
    Healthy,

    /// <summary>Nothing is lost, but something needs attention.</summary>
    Degraded,

    /// <summary>Something is being lost.</summary>
    Unhealthy,
}
