using System.Collections.Frozen;
using System.Reflection;
using System.Runtime.InteropServices;
using LuthienProxy.Policies;

namespace LuthienProxy.Host.Plugins;

/// <summary>The assemblies that plugins share with the gateway: the policy SDK with what it rests on, and .NET itself. Everything else a plugin brings along.</summary>
static class HostAssemblies
{
    static readonly FrozenDictionary<string, string> Framework = Directory.EnumerateFiles(RuntimeEnvironment.GetRuntimeDirectory(), "*.dll")
        .ToFrozenDictionary(path => Path.GetFileNameWithoutExtension(path), path => path, StringComparer.OrdinalIgnoreCase);

    static readonly FrozenDictionary<string, Version> Sdk = WithWhatItRestsOn(typeof(Policy).Assembly)
        .ToFrozenDictionary(assembly => assembly.GetName().Name!, assembly => assembly.GetName().Version!, StringComparer.OrdinalIgnoreCase);

    /// <summary>The policy SDK and what of this house it rests on.</summary>
    public static IEnumerable<string> SdkNames => Sdk.Keys;

    /// <summary>Whether an assembly of that name always comes from the gateway, so that its types are the gateway's.</summary>
    public static bool Provide(AssemblyName name) => name.Name is { } simple && (Sdk.ContainsKey(simple) || Framework.ContainsKey(simple));

    /// <summary>Whether it is as new as the one that is asked for.</summary>
    public static bool AreNewEnoughFor(AssemblyName name) => VersionOf(name.Name!) is { } here && here >= name.Version;

    static Version? VersionOf(string name)
    {
        if (Sdk.TryGetValue(name, out var version))
            return version;
        try
        {
            return AssemblyName.GetAssemblyName(Framework[name]).Version;
        }
        catch (BadImageFormatException)
        {
            // Beside .NET's assemblies lie libraries of machine code.
            return null;
        }
    }

    static HashSet<Assembly> WithWhatItRestsOn(Assembly assembly)
    {
        var found = new HashSet<Assembly> { assembly };
        var open = new Queue<Assembly>(found);
        while (open.TryDequeue(out var next))
            foreach (var name in next.GetReferencedAssemblies().Where(name => !Framework.ContainsKey(name.Name!)))
                if (Assembly.Load(name) is var one && found.Add(one))
                    open.Enqueue(one);
        return found;
    }
}
