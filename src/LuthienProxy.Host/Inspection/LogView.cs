using LuthienProxy.Host.Logging;

namespace LuthienProxy.Host.Inspection;

/// <summary>The latest lines of the log.</summary>
/// <param name="Level">The least grave level that is written now.</param>
/// <param name="Until">Until when, before it is the settings' again; null for ever.</param>
/// <param name="UsualLevel">The settings' level.</param>
/// <param name="Lines">The lines, the oldest of them first.</param>
sealed record LogView(string Level, DateTimeOffset? Until, string UsualLevel, IReadOnlyList<LogEntry> Lines);
