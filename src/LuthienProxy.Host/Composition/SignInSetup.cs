using LuthienProxy.Host.AdminApi;
using LuthienProxy.Host.Auth;
using LuthienProxy.Host.Settings;
using LuthienProxy.Host.SignIn;

namespace LuthienProxy.Host.Composition;

/// <summary>Who may ask the admin API, by its key or signed in.</summary>
static class SignInSetup
{
    public static void Add(IServiceCollection services, SignInSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton<TicketSeal>();
        services.AddSingleton(provider => new SignOuts(settings.MaxSignOuts, provider.GetRequiredService<TimeProvider>().GetUtcNow()));
        services.AddSingleton<Sessions>();
        services.AddSingleton<KeyTries>();
        services.AddSingleton<AdminGate>();
        services.AddSingleton<AdminRoutes>();
        services.AddSingleton<SignInEndpoints>();
    }
}
