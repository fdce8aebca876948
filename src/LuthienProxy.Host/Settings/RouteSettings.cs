namespace LuthienProxy.Host.Settings;

/// <summary>One entry of <c>luthien.routes</c>.</summary>
sealed record RouteSettings
{
    public string Provider { get; init; } = "";

    public string Model { get; init; } = "";

    public List<string> Upstreams { get; init; } = [];
}
