using LuthienProxy.Host.Plugins;

namespace LuthienProxy.Host.Policies;

/// <summary>A plugin that this node has loaded.</summary>
/// <param name="Assembly">Its assembly's name.</param>
/// <param name="Version">Its assembly's version.</param>
/// <param name="File">Its file's name.</param>
/// <param name="Sha256">The hash of the bytes that were loaded.</param>
/// <param name="Dependencies">The files that were loaded with it.</param>
sealed record PluginView(string Assembly, string Version, string File, string Sha256, IReadOnlyList<PluginFileView> Dependencies)
{
    public static PluginView Of(LoadedPlugin plugin) =>
        new(plugin.Name, plugin.Version, plugin.File.Name, plugin.File.Sha256, [.. plugin.Dependencies.Select(PluginFileView.Of)]);
}
