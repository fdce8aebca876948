using LuthienProxy.Host.Plugins;
using LuthienProxy.Host.Settings;
using LuthienProxy.Policies;
using LuthienProxy.Policies.Catalog;

namespace LuthienProxy.Host.Composition;

/// <summary>The policies that there are: the built-in ones, and those of plugins.</summary>
static class PluginSetup
{
    public static void Add(IServiceCollection services, GatewaySettings settings)
    {
        services.AddSingleton(provider => PluginAssemblies.Load(settings.Policy.Plugins, provider.GetRequiredService<ILoggerFactory>().CreateLogger("LuthienProxy.Host.Plugins")));
        // The built-in ones come first: what bears one's name is had by the name of its class.
        services.AddSingleton(provider => PolicyCatalog.Of([typeof(Policy).Assembly, .. provider.GetRequiredService<PolicyAssemblies>().Assemblies]));
    }
}
