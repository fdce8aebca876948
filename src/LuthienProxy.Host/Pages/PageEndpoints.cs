using LuthienProxy.Host.OpenApi;

namespace LuthienProxy.Host.Pages;

/// <summary>The pages and what they load. Nobody needs a key for them: they hold nothing, and ask the admin API for everything that they show.</summary>
sealed class PageEndpoints(WebFiles files)
{
    /// <summary>Scripts and styles of this gateway only, none of them written into a page; and the browser tells what it stopped (002-27).</summary>
    public const string ContentSecurityPolicy =
        "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; report-uri /csp-report";

    const string Revalidated = "no-cache";
    const string Immutable = "public, max-age=31536000, immutable";

    static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Each page's path and file. What an <c>{id}</c> names is looked up by the page, not for it.</summary>
    public static readonly IReadOnlyList<(string Path, string File)> Pages =
    [
        // Claude Code probes HEAD / before its first call: any status would do.
        ("/", "index.html"),
        ("/activity/monitor", "activity.html"),
        ("/calls/{id}", "call.html"),
        ("/debug/diff", "diff.html"),
        ("/history", "history.html"),
        ("/sessions/{id}", "session.html"),
        ("/policy-config", "policy-config.html"),
        ("/system", "system.html"),
    ];

    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var (path, file) in Pages)
        {
            var page = files.Page(file);
            routes.MapMethods(path, Methods, http => PageAsync(http, page)).Described(PageOperations.Page(path, file));
        }
        routes.MapMethods("/assets/{fingerprint}/{**path}", Methods, AssetAsync).Described(PageOperations.Asset);
    }

    static Task PageAsync(HttpContext http, WebFile page)
    {
        http.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        return page.WriteAsync(http, Revalidated);
    }

    Task AssetAsync(HttpContext http)
    {
        var values = http.Request.RouteValues;
        if (files.Asset((string)values["fingerprint"]!, values["path"] as string ?? "") is { } file)
            return file.WriteAsync(http, Immutable);
        // Another node may have it a moment later: nobody may remember that it was not here.
        http.Response.Headers.CacheControl = "no-store";
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
