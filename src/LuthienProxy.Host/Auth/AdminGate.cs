using LuthienProxy.Host.AdminApi;
using LuthienProxy.Host.SignIn;
using Microsoft.Extensions.Primitives;

namespace LuthienProxy.Host.Auth;

/// <summary>
/// Who may ask the admin API: whoever presents its key as <c>Authorization: Bearer</c>, or the cookie of a session with it; from whatever address, whatever headers
/// say of where a request came from. Thread-safe.
/// </summary>
sealed class AdminGate(AdminKey key, Sessions sessions)
{
    public const string CsrfHeader = "X-Luthien-CSRF";

    const string Scheme = "Bearer ";

    readonly KeyDigest _key = new(key.Value);

    /// <summary>Whether this is the admin key. Takes the same time whatever differs.</summary>
    public bool IsKey(ReadOnlySpan<char> presented) => _key.Matches(presented);

    /// <summary>Lets a request in.</summary>
    /// <returns>What belongs to it for as long as it runs; null when nothing does.</returns>
    /// <exception cref="ProblemException">It may not.</exception>
    public IDisposable? Admit(HttpContext http)
    {
        switch (Judge(http.Request))
        {
            case AdminCaller.Refused refused:
                throw new ProblemException(refused.Problem);
            case AdminCaller.WithSession { Ticket: var ticket }:
                if (sessions.Renewed(ticket) is { } cookie)
                    SessionCookie.Write(http, cookie);
                // A stream outlives the look at its cookie by hours: the end of the session is its end.
                return sessions.Follow(ticket, http.Abort);
            default:
                return null;
        }
    }

    /// <summary>Who sent the request. A key that was presented decides alone: a wrong one is not made good by a cookie.</summary>
    public AdminCaller Judge(HttpRequest request)
    {
        if (request.Headers.Authorization is var credentials && credentials.Any(IsBearer))
            return credentials is [{ } only] && _key.Matches(only.AsSpan(Scheme.Length).Trim()) ? new AdminCaller.WithKey() : new AdminCaller.Refused(Problem.Unauthorized);
        if (SessionCookie.Read(request) is not { } cookie || sessions.Find(cookie) is not { } ticket)
            return new AdminCaller.Refused(Problem.Unauthorized);
        if (sessions.IsOver(ticket))
            return new AdminCaller.Refused(Problem.SessionEnded);
        return RequestOrigin.IsForeign(request) || !(IsReading(request) || sessions.IsCsrfOf(ticket, Only(request.Headers[CsrfHeader])))
            ? new AdminCaller.Refused(Problem.Csrf)
            : new AdminCaller.WithSession(ticket);
    }

    static bool IsBearer(string? credential) => credential?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) == true;

    static bool IsReading(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    static string? Only(StringValues values) => values is [{ } only] ? only : null;
}
