namespace LuthienProxy.Cli.Answers;

/// <summary>The settings in effect.</summary>
sealed record SettingList(IReadOnlyList<SettingEntry> Settings);
