using System.Globalization;
using LuthienProxy.Host.Settings;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;
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
        var isJson = settings.Format == "json";
        // A person at a terminal gets colours; a file or a collector gets lines, many at once where there are many.
        if (!isJson && !Console.IsOutputRedirected)
            return configuration.WriteTo.Console(outputTemplate: Template).CreateLogger();
        ITextFormatter formatter = isJson ? new JsonFormatter(renderMessage: true) : new MessageTemplateTextFormatter(Template, CultureInfo.InvariantCulture);
        return configuration.WriteTo.Sink(new BatchedOutput(formatter, Console.OpenStandardOutput())).CreateLogger();
    }

    static LogEventLevel Max(LogEventLevel one, LogEventLevel other) => one > other ? one : other;
}
