namespace LuthienProxy.Cli.Answers;

/// <summary>One setting.</summary>
sealed record SettingEntry(string Path, string? Value, string Source, string? Place, string? Description, bool IsSecret);
