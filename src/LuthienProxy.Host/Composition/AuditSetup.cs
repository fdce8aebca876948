using LuthienProxy.Host.Auditing;
using LuthienProxy.Host.Settings;

namespace LuthienProxy.Host.Composition;

/// <summary>The record of what administrators change.</summary>
static class AuditSetup
{
    public static void Add(IServiceCollection services, GatewaySettings settings)
    {
        services.AddSingleton(settings.Admin);
        services.AddSingleton<Audit>();
    }
}
