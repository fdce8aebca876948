using LuthienProxy.Host.Settings;
using Serilog;
using Serilog.Core;
using Serilog.Formatting.Json;

namespace LuthienProxy.Host.Logging;

/// <summary>Logs as the settings ask for them: readable lines, or one JSON object per line; and remembers the latest.</summary>
static class SerilogSetup
{
    const string Template = "{Timestamp:HH:mm:ss.fff} {Level:u3} {Message:lj}{NewLine}{Exception}";

    public static Logger Create(LogSettings settings, LogControl control)
    {
        var configuration = new LoggerConfiguration()
            .MinimumLevel.ControlledBy(control.Own)
            .MinimumLevel.Override("Microsoft", control.Framework)
            .Enrich.FromLogContext()
            .WriteTo.Sink(control.Memory);
        return settings.Format == "json"
            ? configuration.WriteTo.Console(new JsonFormatter(renderMessage: true)).CreateLogger()
            : configuration.WriteTo.Console(outputTemplate: Template).CreateLogger();
    }
}
