using LuthienProxy.Host.Settings;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Json;

namespace LuthienProxy.Host.Logging;

/// <summary>Logs as the settings ask for them: readable lines, or one JSON object per line.</summary>
static class SerilogSetup
{
    const string Template = "{Timestamp:HH:mm:ss.fff} {Level:u3} {Message:lj}{NewLine}{Exception}";

    public static Logger Create(LogSettings settings)
    {
        var level = Enum.Parse<LogEventLevel>(settings.Level, ignoreCase: true);
        var configuration = new LoggerConfiguration()
            .MinimumLevel.Is(level)
            .MinimumLevel.Override("Microsoft", Max(level, LogEventLevel.Warning))
            .Enrich.FromLogContext();
        return settings.Format == "json"
            ? configuration.WriteTo.Console(new JsonFormatter(renderMessage: true)).CreateLogger()
            : configuration.WriteTo.Console(outputTemplate: Template).CreateLogger();
    }

    static LogEventLevel Max(LogEventLevel one, LogEventLevel other) => one > other ? one : other;
}
