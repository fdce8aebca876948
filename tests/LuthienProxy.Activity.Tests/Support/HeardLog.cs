using Microsoft.Extensions.Logging;

namespace LuthienProxy.Activity.Tests.Support;

/// <summary>Keeps the lines that were logged, with what they were logged with.</summary>
sealed class HeardLog : ILogger
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly Lock _gate = new();
    readonly List<string> _lines = [];
    TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int _latest;

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_gate)
                return [.. _lines];
        }
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_gate)
        {
            _lines.Add($"{formatter(state, exception)} {exception}");
            _latest = eventId.Id;
            _next.TrySetResult();
            _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Waits until the latest line is this one.</summary>
    public async Task LatestAsync(int eventId)
    {
        while (true)
        {
            Task next;
            lock (_gate)
            {
                if (_latest == eventId)
                    return;
                next = _next.Task;
            }
            await next.WaitAsync(Patience);
        }
    }
}
