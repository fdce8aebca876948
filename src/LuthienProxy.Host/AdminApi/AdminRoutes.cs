using System.Text.Json;
using LuthienProxy.Host.Auditing;
using LuthienProxy.Host.Auth;
using LuthienProxy.Host.Logging;
using LuthienProxy.Host.OpenApi;
using Microsoft.Net.Http.Headers;

namespace LuthienProxy.Host.AdminApi;

/// <summary>
/// Paths of the admin API. Each asks for the admin key, or a session with it, before anything else, takes the methods it names and no other, may not be kept in a
/// cache, leaves a record where its operation is a change, and tells every failure as <c>application/problem+json</c>.
/// </summary>
sealed class AdminRoutes(AdminGate gate, Audit audit, ILogger<AdminRoutes> log)
{
    /// <summary>How long a caller should wait before it asks an unavailable database again.</summary>
    const int RetryAfterSeconds = 5;

    static readonly string[] Roots = ["/debug", "/api", "/admin"];

    /// <summary>Adds a path that is read.</summary>
    public void MapGet(IEndpointRouteBuilder routes, string pattern, RequestDelegate handler, Operation operation) =>
        Map(routes, pattern, (HttpMethods.Get, handler, operation));

    /// <summary>Adds a path that does something.</summary>
    public void MapPost(IEndpointRouteBuilder routes, string pattern, RequestDelegate handler, Operation operation) =>
        Map(routes, pattern, (HttpMethods.Post, handler, operation));

    /// <summary>Adds a path with a handler for each of its methods.</summary>
    public void Map(IEndpointRouteBuilder routes, string pattern, params (string Method, RequestDelegate Handler, Operation Operation)[] handlers) =>
        Map(routes, pattern, handlers, gate.Admit);

    /// <summary>Adds a path whose handlers look themselves at who asks: the one where somebody signs in.</summary>
    public void MapOpen(IEndpointRouteBuilder routes, string pattern, params (string Method, RequestDelegate Handler, Operation Operation)[] handlers) =>
        Map(routes, pattern, handlers, Anybody);

    void Map(IEndpointRouteBuilder routes, string pattern, (string Method, RequestDelegate Handler, Operation Operation)[] handlers, Func<HttpContext, IDisposable?> admit)
    {
        foreach (var (method, handler, operation) in handlers)
        {
            var audited = audit.Over(operation, handler);
            routes.MapMethods(pattern, [method], http => RunAsync(http, audited, admit)).Described(operation);
        }
        var allowed = string.Join(", ", handlers.Select(handler => handler.Method));
        // After the path's own methods, before the fallbacks.
        routes.Map(pattern, http => RunAsync(http, Refuse, admit)).WithOrder(1);

        Task Refuse(HttpContext http)
        {
            http.Response.Headers.Allow = allowed;
            throw new ProblemException(Problem.MethodNotAllowed(allowed));
        }
    }

    /// <summary>Adds the answer for whatever else is asked for below the API's roots.</summary>
    public void MapRest(IEndpointRouteBuilder routes)
    {
        foreach (var root in Roots)
            routes.MapFallback(root + "/{**path}", http => RunAsync(http, static _ => throw new ProblemException(Problem.NoSuchPath), gate.Admit));
    }

    static IDisposable? Anybody(HttpContext http) => null;

    async Task RunAsync(HttpContext http, RequestDelegate handler, Func<HttpContext, IDisposable?> admit)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        try
        {
            using var admitted = admit(http);
            await handler(http);
        }
        catch (ProblemException told) when (!http.Response.HasStarted)
        {
            await WriteAsync(http, told.Problem);
        }
        catch (Exception left) when (http.RequestAborted.IsCancellationRequested && left is OperationCanceledException or IOException)
        {
            HostLog.AdminCallerLeft(log);
        }
        catch (Exception bug) when (!http.Response.HasStarted)
        {
            HostLog.AdminRequestFailed(log, bug);
            await WriteAsync(http, Problem.Bug);
        }
    }

    static async Task WriteAsync(HttpContext http, Problem problem)
    {
        var response = http.Response;
        response.StatusCode = problem.Status;
        response.ContentType = "application/problem+json";
        response.Headers.Remove(HeaderNames.ContentDisposition);
        if (problem.Status == StatusCodes.Status401Unauthorized)
            response.Headers.WWWAuthenticate = "Bearer";
        if (problem.Status == StatusCodes.Status503ServiceUnavailable)
            response.Headers.RetryAfter = $"{RetryAfterSeconds}";
        await JsonSerializer.SerializeAsync(response.Body, problem, problem.GetType(), ApiJson.Readable, http.RequestAborted);
    }
}
