namespace LuthienProxy.Host.Settings;

/// <summary><c>luthien.log</c>.</summary>
sealed record LogSettings
{
    public string Format { get; init; } = "console";

    public string Level { get; init; } = "information";

    public int Memory { get; init; } = 1000;
}
