namespace LuthienProxy.Host.Settings;

/// <summary><c>luthien.auth</c>: who may call, and whose key goes upstream.</summary>
sealed record AuthSettings
{
    public string Mode { get; init; } = "both";

    [Secret]
    public string ProxyApiKey { get; init; } = "";

    [Secret]
    public string AdminApiKey { get; init; } = "";

    /// <inheritdoc/>
    public override string ToString() => $"AuthSettings {{ Mode = {Mode} }}";
}
