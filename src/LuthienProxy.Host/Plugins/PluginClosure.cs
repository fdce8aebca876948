using System.Collections.Immutable;
using System.Reflection;

namespace LuthienProxy.Host.Plugins;

/// <summary>The files that one plugin needs, or what keeps them from being enough; found before any of them is loaded.</summary>
/// <param name="Dependencies">The allow-listed files that it refers to, directly or not; one for each name of an assembly.</param>
/// <param name="Missing">Why that is not enough; empty when it is.</param>
sealed record PluginClosure(ImmutableArray<PluginFile> Dependencies, ImmutableArray<string> Missing)
{
    /// <summary>Looks for what the plugin refers to among the files that may be loaded. Of several versions it takes the lowest that is new enough for all who ask.</summary>
    public static PluginClosure Of(PluginFile plugin, IReadOnlyList<PluginFile> files)
    {
        var chosen = new Dictionary<string, PluginFile>(StringComparer.OrdinalIgnoreCase) { [plugin.Image.Name.Name!] = plugin };
        var missing = new SortedSet<string>(StringComparer.Ordinal);
        var open = new Queue<PluginFile>([plugin]);
        while (open.TryDequeue(out var file))
            foreach (var reference in file.Image.References)
                if (HostAssemblies.Provide(reference))
                {
                    if (!HostAssemblies.AreNewEnoughFor(reference))
                        missing.Add($"It needs {Shown(reference)}, which is newer than the gateway's.");
                }
                else if (!chosen.TryGetValue(reference.Name!, out var known) || !Serves(known, reference))
                {
                    if (files.Where(one => Serves(one, reference)).MinBy(one => one.Image.Name.Version) is { } best)
                        open.Enqueue(chosen[reference.Name!] = best);
                    else
                        missing.Add($"It needs {Shown(reference)}, and no allow-listed file is that assembly.");
                }
        return new([.. chosen.Values.Where(file => file != plugin)], [.. missing]);
    }

    static bool Serves(PluginFile file, AssemblyName reference) =>
        file.Image.Name is var name
        && string.Equals(name.Name, reference.Name, StringComparison.OrdinalIgnoreCase)
        && name.Version >= reference.Version
        && string.Equals(name.CultureName ?? "", reference.CultureName ?? "", StringComparison.OrdinalIgnoreCase)
        && (reference.GetPublicKeyToken() is not { Length: > 0 } token || token.AsSpan().SequenceEqual(name.GetPublicKeyToken()));

    static string Shown(AssemblyName name) => $"{name.Name} {name.Version}";
}
