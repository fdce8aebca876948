using Luthien.Hocon;

namespace LuthienProxy.Host.Settings;

/// <summary><c>luthien.activity.redis</c>: how nodes meet in the Redis of <c>redis-url</c>.</summary>
sealed record RedisSettings
{
    public string Channel { get; init; } = "luthien:activity";

    public int Queue { get; init; } = 10_000;

    public Duration ConnectTimeout { get; init; } = Duration.From(TimeSpan.FromSeconds(3));

    public Duration SendTimeout { get; init; } = Duration.From(TimeSpan.FromSeconds(2));

    public Duration Beat { get; init; } = Duration.From(TimeSpan.FromSeconds(2));

    public Duration MinBackoff { get; init; } = Duration.From(TimeSpan.FromMilliseconds(250));

    public Duration MaxBackoff { get; init; } = Duration.From(TimeSpan.FromSeconds(3));

    public Duration HealthyAfter { get; init; } = Duration.From(TimeSpan.FromSeconds(30));

    public int MaxAttempts { get; init; }

    public Duration Lease { get; init; } = Duration.From(TimeSpan.FromMinutes(1));
}
