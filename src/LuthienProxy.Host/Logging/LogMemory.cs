using System.Globalization;
using LuthienProxy.Host.Tails;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Display;

namespace LuthienProxy.Host.Logging;

/// <summary>
/// Remembers the latest lines of the log, and tells them to whoever watches: the very words of the console, so what those leave out is not here either. Bounded;
/// thread-safe. Never waits.
/// </summary>
/// <param name="capacity">How many lines.</param>
sealed class LogMemory(int capacity) : ILogEventSink
{
    const int LongestMessage = 8_192;

    static readonly MessageTemplateTextFormatter Words = new("{Message:l}", CultureInfo.InvariantCulture);

    readonly Lock _lock = new();
    readonly Queue<LogEntry> _lines = new();
    long _number;

    /// <summary>Lines as they come.</summary>
    public LiveTail<LogEntry> Tail { get; } = new();

    /// <summary>The latest lines of this level or graver, the oldest of them first.</summary>
    public IReadOnlyList<LogEntry> Latest(int count, LogEventLevel least)
    {
        lock (_lock)
            return [.. _lines.Where(line => LogLevels.Of(line.Level) >= least).TakeLast(count)];
    }

    /// <inheritdoc/>
    public void Emit(LogEvent logEvent)
    {
        lock (_lock)
        {
            var line = Of(logEvent, ++_number);
            if (_lines.Count == capacity)
                _lines.Dequeue();
            _lines.Enqueue(line);
            // Under the lock: whoever watches gets them in their order.
            Tail.Tell(line);
        }
    }

    static LogEntry Of(LogEvent said, long number) => new(
        number, said.Timestamp, LogLevels.Word(said.Level),
        said.Properties.TryGetValue(Constants.SourceContextPropertyName, out var source) && source is ScalarValue { Value: string name } ? name : null,
        Cut(MessageOf(said)), said.Exception is { } cause ? Cut(cause.ToString()) : null);

    static string MessageOf(LogEvent said)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        Words.Format(said, text);
        return text.ToString();
    }

    static string Cut(string text) => text.Length <= LongestMessage ? text : text[..LongestMessage] + "…";
}
