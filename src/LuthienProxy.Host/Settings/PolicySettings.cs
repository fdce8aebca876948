using Luthien.Hocon;

namespace LuthienProxy.Host.Settings;

/// <summary><c>luthien.policy</c>.</summary>
sealed record PolicySettings
{
    public string Source { get; init; } = "db";

    public string Config { get; init; } = "";

    public Duration WatchInterval { get; init; } = Duration.From(TimeSpan.FromMilliseconds(250));

    public PluginSettings Plugins { get; init; } = new();

    public Duration Heartbeat { get; init; } = Duration.From(TimeSpan.FromSeconds(15));

    public string Messages { get; init; } = "auto";

    public PolicyLimitSettings Limits { get; init; } = new();

    public TrialSettings Trials { get; init; } = new();

    public ReplaySettings Replays { get; init; } = new();

    public JudgeSettings Judges { get; init; } = new();
}
