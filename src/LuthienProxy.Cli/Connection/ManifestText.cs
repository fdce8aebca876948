using System.Reflection;
using LuthienProxy.Cli.Answers;

namespace LuthienProxy.Cli.Connection;

/// <summary>Why a gateway knows nothing of what it was asked.</summary>
static class ManifestText
{
    /// <summary>The release of this program.</summary>
    public static readonly string Version = typeof(ManifestText).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    /// <summary>What to tell the person.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="manifest">What the gateway says that it serves; null when it does not say.</param>
    public static string Missing(HttpRequestMessage request, Manifest? manifest)
    {
        var asked = $"{request.Method} {request.RequestUri?.AbsolutePath}";
        return manifest is null
            ? $"This gateway has no {asked}, and is older than what this pbm ({Version}) asks of it."
            : $"This gateway ({manifest.Version}, API {manifest.ApiVersion}) has no {asked}, which this pbm ({Version}) asks for: take the pbm of the gateway's release, or renew the gateway.";
    }
}
