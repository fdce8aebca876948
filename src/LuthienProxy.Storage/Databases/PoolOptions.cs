namespace LuthienProxy.Storage.Databases;

/// <summary>The connections to a PostgreSQL server. Reasons stand in <c>hocon/luthien.conf</c> under <c>storage.pool</c>.</summary>
public sealed record PoolOptions
{
    /// <summary>How many are kept open when nobody wants one.</summary>
    public int Min { get; init; } = 1;

    /// <summary>How many there are at most.</summary>
    public int Max { get; init; } = 20;

    /// <summary>How long somebody waits for a free one. SQLite's connections too.</summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long opening one may take. Whole seconds.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>When one that nobody uses is closed. Whole seconds.</summary>
    public TimeSpan IdleLifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often an idle one is asked whether it is alive. Whole seconds; zero: never.</summary>
    public TimeSpan Keepalive { get; init; } = TimeSpan.FromSeconds(30);
}
