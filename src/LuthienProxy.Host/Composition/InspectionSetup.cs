using LuthienProxy.Host.Inspection;

namespace LuthienProxy.Host.Composition;

/// <summary>The look inside the running gateway, put together.</summary>
static class InspectionSetup
{
    public static void Add(IServiceCollection services) => services.AddSingleton<InspectionEndpoints>();

    public static void Map(WebApplication app) => app.Services.GetRequiredService<InspectionEndpoints>().Map(app);
}
