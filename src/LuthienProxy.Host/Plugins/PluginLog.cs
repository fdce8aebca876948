namespace LuthienProxy.Host.Plugins;

/// <summary>The audit of what was loaded, and what was not: one line each, with the hash.</summary>
static partial class PluginLog
{
    [LoggerMessage(5200, LogLevel.Information, "Plugin loaded: {file} sha256 {sha256}: {assembly} {version}, with {dependencies}")]
    public static partial void Loaded(ILogger log, string file, string sha256, string assembly, string version, string dependencies);

    [LoggerMessage(5201, LogLevel.Warning, "Plugin refused: {file} sha256 {sha256}: {reason}")]
    public static partial void Refused(ILogger log, string file, string sha256, string reason);

    [LoggerMessage(5202, LogLevel.Warning, "The folder of the plugins {folder} can be written by others than its owner. Nothing is loaded that is not on the allow-list, but they can take plugins away")]
    public static partial void FolderIsOpen(ILogger log, string folder);
}
