namespace LuthienProxy.Host.Settings;

/// <summary><c>luthien.activity</c>.</summary>
sealed record ActivitySettings
{
    public string RedisUrl { get; init; } = "";

    /// <inheritdoc/>
    public override string ToString() => "ActivitySettings";
}
