using LuthienProxy.Host.Plugins;
using LuthienProxy.Policies.Catalog;

namespace LuthienProxy.Host.Policies;

/// <summary>Everything that can be configured: the answer of <c>/admin/policy/list</c>. Its schema is <c>docs/policies/policy-list.schema.json</c>.</summary>
/// <param name="Categories">The types by category, both in order of their names.</param>
/// <param name="Broken">What should be among them and cannot be used.</param>
/// <param name="Plugins">The plugins that this node has loaded, with the hashes of what was loaded.</param>
sealed record PolicyListView(IReadOnlyList<PolicyCategoryView> Categories, IReadOnlyList<BrokenPolicyView> Broken, IReadOnlyList<PluginView> Plugins)
{
    public static PolicyListView Of(PolicyCatalog catalog, PolicyAssemblies assemblies) => new(
        [.. catalog.Policies.GroupBy(type => type.Category).Select(group => new PolicyCategoryView(group.Key, [.. group.Select(PolicyTypeView.Of)]))],
        [.. catalog.Broken.Concat(assemblies.Problems).Select(problem => new BrokenPolicyView(problem.Policy, problem.Message)).OrderBy(broken => broken.Name, StringComparer.Ordinal)],
        [.. assemblies.Plugins.Select(PluginView.Of)]);
}
