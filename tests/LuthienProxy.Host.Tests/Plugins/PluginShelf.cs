using System.Collections.Concurrent;
using System.Security.Cryptography;
using LuthienProxy.Host.Plugins;
using LuthienProxy.Host.Settings;
using LuthienProxy.Policies;
using LuthienProxy.Policies.Catalog;
using Microsoft.Extensions.Logging;

namespace LuthienProxy.Host.Tests.Plugins;

/// <summary>A folder of plugins and an allow-list beside it, filled with the sample plugins as they were built.</summary>
sealed class PluginShelf : ILogger, IDisposable
{
    public const string Sample = "LuthienProxy.SamplePlugin.dll";
    public const string Words = "LuthienProxy.SamplePlugin.Words.dll";
    public const string Broken = "LuthienProxy.SamplePlugin.Broken.dll";

    readonly ScratchFolder _scratch = new();
    readonly List<string> _lines = ["# what may be loaded", ""];

    public PluginShelf() => Directory.CreateDirectory(Folder);

    public string Folder => Path.Combine(_scratch.Path, "plugins");

    public string AllowList => Path.Combine(_scratch.Path, "allowed.txt");

    public ConcurrentQueue<(LogLevel Level, string Line)> Lines { get; } = [];

    public PluginSettings Settings => new() { Directory = Folder, AllowList = AllowList };

    /// <summary>Where the build left a file.</summary>
    public static string Built(string name) =>
        Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", Path.GetFileNameWithoutExtension(name), Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), name));

    public static string HashOf(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));

    public string At(string name) => Path.Combine(Folder, name);

    public string Scratch(string name) => Path.Combine(_scratch.Path, name);

    /// <summary>Puts built files into the folder.</summary>
    public PluginShelf With(params string[] names)
    {
        foreach (var name in names)
            File.Copy(Built(name), At(name));
        return this;
    }

    /// <summary>Puts bytes into the folder.</summary>
    public PluginShelf With(string name, byte[] bytes)
    {
        File.WriteAllBytes(At(name), bytes);
        return this;
    }

    /// <summary>Allows files as they lie there now.</summary>
    public PluginShelf Allowing(params string[] names)
    {
        _lines.AddRange(names.Select(name => $"{HashOf(At(name))}  {name}"));
        return this;
    }

    public PluginShelf Saying(string line)
    {
        _lines.Add(line);
        return this;
    }

    public PolicyAssemblies Load(PluginSettings? settings = null)
    {
        WriteAllowList();
        return PluginAssemblies.Load(settings ?? Settings, this);
    }

    public void WriteAllowList() => File.WriteAllLines(AllowList, _lines);

    /// <summary>The policies that there are with these plugins.</summary>
    public static PolicyCatalog CatalogOf(PolicyAssemblies assemblies) => PolicyCatalog.Of([typeof(Policy).Assembly, .. assemblies.Assemblies]);

    public void Dispose() => _scratch.Dispose();

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue((logLevel, formatter(state, exception)));
}
