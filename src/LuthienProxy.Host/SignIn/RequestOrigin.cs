namespace LuthienProxy.Host.SignIn;

/// <summary>Whether a browser sent a request for a page of another origin. The second line behind <c>SameSite</c> and the token of a session.</summary>
static class RequestOrigin
{
    public const string FetchSite = "Sec-Fetch-Site";

    /// <summary>
    /// Whether the browser says so. <c>Sec-Fetch-Site</c> holds, also behind a proxy that changes <c>Host</c>; browsers leave it out without TLS, but for loopback: then
    /// <c>Origin</c> must be what was asked. A caller that is no browser says neither.
    /// </summary>
    public static bool IsForeign(HttpRequest request) => request.Headers[FetchSite] is { Count: > 0 } site
        ? site is not ["same-origin" or "none"]
        : request.Headers.Origin is { Count: > 0 } origin && !(origin is [{ } only] && IsOwn(only, request.Host));

    static bool IsOwn(string origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority.Equals(host.Value, StringComparison.OrdinalIgnoreCase);
}
