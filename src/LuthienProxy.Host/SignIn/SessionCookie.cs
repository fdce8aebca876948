namespace LuthienProxy.Host.SignIn;

/// <summary>The cookie of a session: scripts cannot read it, other sites cannot have it sent, and it goes when the browser is closed.</summary>
static class SessionCookie
{
    public const string Name = "luthien_session";

    public static string? Read(HttpRequest request) => request.Cookies[Name];

    public static void Write(HttpContext http, string value) => http.Response.Cookies.Append(Name, value, Options(http.Request));

    public static void Clear(HttpContext http) => http.Response.Cookies.Delete(Name, Options(http.Request));

    static CookieOptions Options(HttpRequest request) => new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/", Secure = IsOverTls(request) };

    // The one place that believes a forwarding header: it can only make the cookie stricter, and only the browser's own.
    static bool IsOverTls(HttpRequest request) => request.IsHttps || request.Headers["X-Forwarded-Proto"].Any(value => value?.Contains("https", StringComparison.OrdinalIgnoreCase) == true);
}
