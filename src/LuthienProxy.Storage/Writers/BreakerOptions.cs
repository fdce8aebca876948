namespace LuthienProxy.Storage.Writers;

/// <summary>When the journal stops asking a database that does not keep up. Defaults and their reasons stand in <c>hocon/luthien.conf</c>.</summary>
public sealed record BreakerOptions
{
    /// <summary>So many failed calls in a row open the breaker.</summary>
    public int Failures { get; init; } = 3;

    /// <summary>A call that has not returned by then has failed; its outcome is unknown.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A call that took longer counts as a failure, though what it wrote is written.</summary>
    public TimeSpan SlowCall { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long an open breaker lets nobody through; then one call is tried.</summary>
    public TimeSpan ResetTimeout { get; init; } = TimeSpan.FromSeconds(5);
}
