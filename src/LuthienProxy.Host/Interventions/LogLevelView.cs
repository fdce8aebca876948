namespace LuthienProxy.Host.Interventions;

/// <summary>The level that a log was given.</summary>
/// <param name="Level">It.</param>
/// <param name="Before">The one before.</param>
/// <param name="Until">When it is the settings' level again; null: not by itself, before the process starts again.</param>
sealed record LogLevelView(string Level, string Before, DateTimeOffset? Until);
