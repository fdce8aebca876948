using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace LuthienProxy.Pipeline.Tests.Support;

/// <summary>What the gateway logged.</summary>
public sealed class GatewayLog : ILogger<Gateway>
{
    public ConcurrentQueue<(LogLevel Level, string Line)> Lines { get; } = [];

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue((logLevel, formatter(state, exception)));
}
