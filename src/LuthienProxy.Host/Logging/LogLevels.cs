using Serilog.Events;

namespace LuthienProxy.Host.Logging;

/// <summary>The levels by their words.</summary>
static class LogLevels
{
    /// <summary>All of them, from the least grave.</summary>
    public static IReadOnlyList<string> Words { get; } = [.. Enum.GetValues<LogEventLevel>().Select(Word)];

    /// <summary>The word of a level.</summary>
    public static string Word(LogEventLevel level) => level.ToString().ToLowerInvariant();

    /// <summary>The level of a word, which must be one.</summary>
    public static LogEventLevel Of(string word) => Enum.Parse<LogEventLevel>(word, ignoreCase: true);
}
