using LuthienProxy.Host.Settings;
using LuthienProxy.Pipeline.Upstreams;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Host.Auth;

/// <summary>
/// Decides who calls (<c>AUTH_MODE</c>) and which credential goes to an upstream. Keys are compared in constant time. Thread-safe.
/// </summary>
/// <remarks>
/// A credential is read from <c>Authorization: Bearer</c>, <c>x-api-key</c> and <c>api-key</c> on every path (H13): clients of either API use any of them.
/// The proxy's and the admin's key never go upstream.
/// </remarks>
sealed class Gatekeeper(AuthSettings settings, AdminKey adminKey)
{
    const string Bearer = "Bearer";

    static readonly string[] AnthropicOrder = ["x-api-key", "Authorization", "api-key"];
    static readonly string[] OpenAIOrder = ["Authorization", "api-key", "x-api-key"];

    readonly KeyDigest _proxyKey = new(settings.ProxyApiKey);
    readonly KeyDigest _adminKey = new(adminKey.Value);

    /// <summary>Who calls; the header order is that of the API that was called.</summary>
    /// <exception cref="RequestRejectedException">The credential is not accepted here.</exception>
    public Caller Identify(IHeaderDictionary headers, Provider provider)
    {
        var presented = Presented(headers, provider).ToList();
        if (settings.ProxyApiKey.Length > 0 && settings.Mode != "passthrough" && presented.Exists(header => IsKey(_proxyKey, header.HeaderValue)))
            return new Caller.OfProxy();
        if (settings.Mode == "client_key")
            throw Refused(presented.Count == 0 ? Missing : "The key is not accepted by this gateway.");
        var own = presented.Find(header => !IsKey(_adminKey, header.HeaderValue) && (settings.ProxyApiKey.Length == 0 || !IsKey(_proxyKey, header.HeaderValue)));
        if (own is not null)
            return new Caller.WithOwn(own);
        return presented.Count == 0 ? new Caller.Nobody() : throw Refused("This key belongs to the gateway itself and is not accepted here.");
    }

    /// <summary>The credential for an upstream; null for one that asks for none.</summary>
    /// <exception cref="RequestRejectedException">The upstream needs a credential and the caller presented none.</exception>
    public static Credential? For(Caller caller, UpstreamOptions upstream) => (caller, upstream) switch
    {
        (_, { NeedsKey: false }) => null,
        (Caller.WithOwn own, _) => own.Credential,
        (Caller.OfProxy, _) => Credential.OfServer(upstream),
        _ => throw NoCredential(),
    };

    /// <summary>The refusal of a caller who presented nothing.</summary>
    public static RequestRejectedException NoCredential() => Refused(Missing);

    const string Missing = "No credential was presented: set an API key in the client (Authorization: Bearer, x-api-key or api-key).";

    static IEnumerable<Credential> Presented(IHeaderDictionary headers, Provider provider)
    {
        foreach (var name in provider == Provider.Anthropic ? AnthropicOrder : OpenAIOrder)
        {
            if (headers.TryGetValue(name, out var values) && values is [{ Length: > 0 } value, ..] && Key(value).Length > 0)
                yield return new Credential(name, value);
        }
    }

    static ReadOnlySpan<char> Key(string value)
    {
        var key = value.AsSpan().Trim();
        var hasScheme = key.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) && (key.Length == Bearer.Length || key[Bearer.Length] == ' ');
        return hasScheme ? key[Bearer.Length..].Trim() : key;
    }

    static bool IsKey(KeyDigest expected, string presented) => expected.Matches(Key(presented));

    static RequestRejectedException Refused(string message) => new(new GatewayError(ErrorKind.Authentication, message));
}
