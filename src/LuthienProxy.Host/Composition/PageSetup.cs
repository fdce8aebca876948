using LuthienProxy.Host.Pages;

namespace LuthienProxy.Host.Composition;

/// <summary>The pages, what they load, and what browsers report of them.</summary>
static class PageSetup
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<WebFiles>();
        services.AddSingleton<PageEndpoints>();
        services.AddSingleton<CspReports>();
    }

    public static void Map(WebApplication app)
    {
        app.Services.GetRequiredService<PageEndpoints>().Map(app);
        app.Services.GetRequiredService<CspReports>().Map(app);
    }
}
