using System.Collections.Immutable;
using System.Reflection;

namespace LuthienProxy.Host.Plugins;

/// <summary>A plugin that is part of this process, for the record. Immutable.</summary>
/// <param name="Assembly">Its assembly.</param>
/// <param name="File">The file that it was read from, and its hash.</param>
/// <param name="Dependencies">The files that were loaded with it.</param>
sealed record LoadedPlugin(Assembly Assembly, AllowedFile File, ImmutableArray<AllowedFile> Dependencies)
{
    /// <summary>The assembly's name.</summary>
    public string Name => Assembly.GetName().Name!;

    /// <summary>The assembly's version.</summary>
    public string Version => $"{Assembly.GetName().Version}";
}
