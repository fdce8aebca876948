namespace LuthienProxy.Storage.Writers;

/// <summary>Whether the database is asked.</summary>
public enum BreakerState
{
    /// <summary>It is.</summary>
    Closed,

    /// <summary>One call is tried.</summary>
    HalfOpen,

    /// <summary>It is not, until the reset timeout is over.</summary>
    Open,
}
