using LuthienProxy.Host.AdminApi;
using LuthienProxy.Host.Auth;
using LuthienProxy.Host.Logging;
using LuthienProxy.Host.Settings;
using LuthienProxy.Host.SignIn;

namespace LuthienProxy.Host.Composition;

/// <summary>Who may ask the admin API, by its key or signed in.</summary>
static class SignInSetup
{
    public static void Add(IServiceCollection services, GatewaySettings gateway)
    {
        var settings = gateway.SignIn;
        services.AddSingleton(settings);
        services.AddSingleton<TicketSeal>();
        services.AddSingleton(provider => Remembered(provider, settings, new SignOutFile(gateway.DataDirectory)));
        services.AddSingleton<Sessions>();
        services.AddSingleton<KeyTries>();
        services.AddSingleton<AdminGate>();
        services.AddSingleton<AdminRoutes>();
        services.AddSingleton<SignInEndpoints>();
    }
    // Where nobody can tell any more who was signed out, everybody is.
    static SignOuts Remembered(IServiceProvider provider, SignInSettings settings, SignOutFile file)
    {
        var log = provider.GetRequiredService<ILogger<SignOuts>>();
        var now = DateTimeOffset.FromUnixTimeSeconds(provider.GetRequiredService<TimeProvider>().GetUtcNow().ToUnixTimeSeconds());
        return new(settings.MaxSignOuts, file.Read() ?? SignOutList.Empty with { Since = now }, list =>
        {
            if (file.Write(list) is { } cause)
                HostLog.SignOutNotKept(log, cause);
        });
    }
}
