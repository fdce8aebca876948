using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace LuthienProxy.Storage.Tests.Support;

/// <summary>Keeps what is logged.</summary>
public sealed class LogTape
{
    readonly ConcurrentQueue<(int Id, LogLevel Level, string Text)> _lines = new();

    public IReadOnlyList<(int Id, LogLevel Level, string Text)> Lines => [.. _lines];

    public IReadOnlyList<int> Ids => [.. _lines.Select(line => line.Id)];

    public ILogger<T> For<T>() => new Logger<T>(this);

    sealed class Logger<T>(LogTape tape) : ILogger<T>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            tape._lines.Enqueue((eventId.Id, logLevel, formatter(state, exception)));
    }
}
