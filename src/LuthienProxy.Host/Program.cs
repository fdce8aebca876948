using LuthienProxy.Host.Auth;
using LuthienProxy.Host.Composition;
using LuthienProxy.Host.Health;
using LuthienProxy.Host.Policies;
using LuthienProxy.Host.Settings;

namespace LuthienProxy.Host;

/// <summary>Starts the gateway and runs it until it is told to stop.</summary>
static class Program
{
    const int Refused = 2;

    static async Task<int> Main(string[] arguments)
    {
        try
        {
            if (arguments is [HealthProbe.Verb, ..])
                return await HealthProbe.RunAsync(StartInputs.OfProcess(arguments[1..]), Console.Out);
            await using var app = GatewayApplication.Build(StartInputs.OfProcess(arguments));
            await app.StartAsync();
            var url = app.Urls.First();
            await Console.Out.WriteLineAsync(Greeting.For(url, app.Services.GetRequiredService<GatewaySettings>(), app.Services.GetRequiredService<AdminKey>(), app.Services.GetRequiredService<ChainInUse>().State));
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (StartRefusedException refused)
        {
            foreach (var reason in refused.Reasons)
                await Console.Error.WriteLineAsync(reason);
            return Refused;
        }
        catch (IOException cause)
        {
            await Console.Error.WriteLineAsync($"The gateway cannot listen: {cause.Message} Set GATEWAY_HOST and GATEWAY_PORT to an address that is free.");
            return Refused;
        }
    }
}
