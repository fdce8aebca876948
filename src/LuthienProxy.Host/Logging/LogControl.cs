using LuthienProxy.Host.Settings;
using Serilog.Core;
using Serilog.Events;

namespace LuthienProxy.Host.Logging;

/// <summary>The log while it runs: its level, which can be changed for a while, and its latest lines. Thread-safe.</summary>
sealed class LogControl(LogSettings settings) : IDisposable
{
    readonly Lock _lock = new();
    ITimer? _fall;

    /// <summary>The least grave level that is written.</summary>
    public LoggingLevelSwitch Own { get; } = new(LogLevels.Of(settings.Level));

    /// <summary>The same for the framework's own lines, which would drown the others below warnings.</summary>
    public LoggingLevelSwitch Framework { get; } = new(Max(LogLevels.Of(settings.Level), LogEventLevel.Warning));

    /// <summary>The latest lines.</summary>
    public LogMemory Memory { get; } = new(settings.Memory);

    /// <summary>The level of the settings.</summary>
    public LogEventLevel Usual { get; } = LogLevels.Of(settings.Level);

    /// <summary>The level of now, and until when; null: until it is changed, or the process ends.</summary>
    public (LogEventLevel Level, DateTimeOffset? Until) Now
    {
        get
        {
            lock (_lock)
                return (Own.MinimumLevel, Until);
        }
    }

    DateTimeOffset? Until { get; set; }

    /// <summary>Changes the level, for a time or for good; the last change counts.</summary>
    public void Set(LogEventLevel level, TimeSpan? time, TimeProvider clock)
    {
        lock (_lock)
        {
            _fall?.Dispose();
            _fall = null;
            Take(level);
            Until = time is { } lasting ? clock.GetUtcNow() + lasting : null;
            if (time is not { } wait)
                return;
            ITimer? fall = null;
            fall = _fall = clock.CreateTimer(_ => Fall(fall), null, wait, Timeout.InfiniteTimeSpan);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _fall?.Dispose();

    void Fall(ITimer? fall)
    {
        lock (_lock)
        {
            // One that was set aside at the last moment.
            if (_fall != fall)
                return;
            _fall?.Dispose();
            (_fall, Until) = (null, null);
            Take(Usual);
        }
    }

    void Take(LogEventLevel level) => (Own.MinimumLevel, Framework.MinimumLevel) = (level, Max(level, LogEventLevel.Warning));

    static LogEventLevel Max(LogEventLevel one, LogEventLevel other) => one > other ? one : other;
}
