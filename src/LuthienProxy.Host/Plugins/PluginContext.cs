using System.Reflection;
using System.Runtime.Loader;

namespace LuthienProxy.Host.Plugins;

/// <summary>
/// Where one plugin and what it brought along live: two plugins may bring two versions of one library. It keeps names apart and is no sandbox: the code in it has all the
/// rights of the gateway.
/// </summary>
sealed class PluginContext(string plugin) : AssemblyLoadContext($"plugin {plugin}")
{
    readonly Dictionary<string, Assembly> _own = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Loads the very bytes that were compared. Runs no code of theirs.</summary>
    /// <exception cref="BadImageFormatException">They are no whole assembly.</exception>
    /// <exception cref="FileLoadException">They cannot be loaded here.</exception>
    public Assembly Take(PluginFile file)
    {
        using var bytes = new MemoryStream(file.Bytes, writable: false);
        return _own[file.Image.Name.Name!] = LoadFromStream(bytes);
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        // Null lets the gateway's own context answer. It knows more than plugins shall share (its database, its web server), so it is asked for nothing else.
        if (HostAssemblies.Provide(assemblyName))
            return null;
        // Null, and a FileNotFoundException too, would let the gateway's context look after all.
        return assemblyName.Name is { } name && _own.TryGetValue(name, out var own)
            ? own
            : throw new FileLoadException($"{Name}: {assemblyName.Name} is not among its allow-listed files.", assemblyName.Name);
    }

    /// <inheritdoc/>
    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        throw new DllNotFoundException($"{Name}: plugins load no machine code ({unmanagedDllName}): it cannot be compared with the allow-list.");
}
