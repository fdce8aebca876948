using System.Net;
using LuthienProxy.Host.Settings;

namespace LuthienProxy.Host.Health;

/// <summary>
/// <c>health live</c> and <c>health ready</c> on the command line: asks the gateway that runs here with the same settings. The health check of images that
/// have neither a shell nor a client.
/// </summary>
static class HealthProbe
{
    public const string Verb = "health";

    // Shorter than the timeouts of the health checks that start it, so that they hear the reason.
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>0 when the answer is 200, else 1 with the reason on the output.</summary>
    /// <param name="inputs">The arguments begin behind the verb; live when none says which.</param>
    /// <param name="output">Where the reason goes. It holds no secrets: whoever reaches the port can read it.</param>
    public static async Task<int> RunAsync(StartInputs inputs, TextWriter output)
    {
        var (path, rest) = inputs.Arguments is ["live" or "ready", ..]
            ? ($"/health/{inputs.Arguments[0]}", inputs.Arguments.Skip(1))
            : ("/health/live", inputs.Arguments);
        var server = SettingsReader.Read(inputs with { Arguments = [.. rest] }).Settings.Server;
        // Without a proxy: the question must not leave the machine.
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = Patience }) { Timeout = Patience };
        try
        {
            using var answer = await http.GetAsync(new UriBuilder(Uri.UriSchemeHttp, Host(server.Host), server.Port, path).Uri);
            if (answer.StatusCode is HttpStatusCode.OK)
                return 0;
            await output.WriteLineAsync($"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        }
        catch (Exception cause) when (cause is HttpRequestException or OperationCanceledException)
        {
            await output.WriteLineAsync($"No answer: {cause.Message}");
        }
        return 1;
    }

    /// <summary>Where a server that listens on all addresses can be reached from here.</summary>
    static string Host(string listening) => listening switch
    {
        "*" or "+" or "" => IPAddress.Loopback.ToString(),
        _ when IPAddress.TryParse(listening, out var address) && address.Equals(IPAddress.Any) => IPAddress.Loopback.ToString(),
        _ when IPAddress.TryParse(listening, out var address) && address.Equals(IPAddress.IPv6Any) => $"[{IPAddress.IPv6Loopback}]",
        _ => listening,
    };
}
