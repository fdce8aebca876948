namespace LuthienProxy.Host.Logging;

/// <summary>A line of the log, as the console has it.</summary>
/// <param name="Number">Its place since the start, from 1.</param>
/// <param name="At">When.</param>
/// <param name="Level">How grave.</param>
/// <param name="Source">Who said it; null when nobody did.</param>
/// <param name="Message">What was said.</param>
/// <param name="Exception">With what failure; null for none.</param>
sealed record LogEntry(long Number, DateTimeOffset At, string Level, string? Source, string Message, string? Exception);
