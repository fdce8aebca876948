using LuthienProxy.Host.Plugins;

namespace LuthienProxy.Host.Policies;

/// <summary>A file whose bytes are part of this process.</summary>
/// <param name="File">Its name.</param>
/// <param name="Sha256">The hash of the bytes.</param>
sealed record PluginFileView(string File, string Sha256)
{
    public static PluginFileView Of(AllowedFile file) => new(file.Name, file.Sha256);
}
