using System.Collections.Immutable;
using System.Reflection;
using LuthienProxy.Policies;

namespace LuthienProxy.Host.Plugins;

/// <summary>The assemblies besides the SDK's own that policies come from, and what is wrong with others. Immutable.</summary>
/// <param name="Plugins">What was loaded.</param>
/// <param name="Problems">Files that were not, by their names; for <c>/admin/policy/list</c>, together with the classes that a catalog finds broken.</param>
sealed record PolicyAssemblies(ImmutableArray<LoadedPlugin> Plugins, ImmutableArray<PolicyProblem> Problems)
{
    /// <summary>No plugins.</summary>
    public static PolicyAssemblies None { get; } = new([], []);

    /// <summary>The assemblies of the plugins.</summary>
    public IEnumerable<Assembly> Assemblies => Plugins.Select(plugin => plugin.Assembly);
}
