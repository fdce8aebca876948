namespace LuthienProxy.Host.Plugins;

/// <summary>A file whose bytes stand on the allow-list, as they were read: nobody reads the file again. Nothing of it has run.</summary>
/// <param name="Name">The file's name, without its folder.</param>
/// <param name="Sha256">The hash of <paramref name="Bytes"/>.</param>
/// <param name="Bytes">All of them; never written to.</param>
/// <param name="Image">Which assembly it is.</param>
sealed record PluginFile(string Name, string Sha256, byte[] Bytes, PluginImage Image);
