using System.Text.Json;
using System.Text.Json.Nodes;
using LuthienProxy.Host.AdminApi;
using LuthienProxy.Host.Auth;
using LuthienProxy.Host.Journal;
using LuthienProxy.Host.Logging;
using LuthienProxy.Host.OpenApi;

namespace LuthienProxy.Host.SignIn;

/// <summary><c>/api/session</c>: the admin key for a session's cookie, which session that is, and its end.</summary>
sealed class SignInEndpoints(AdminRoutes admin, AdminGate gate, Sessions sessions, KeyTries tries, TimeProvider time, ILogger<SignInEndpoints> log)
{
    const int MostBytes = 4096;

    static readonly Content Body = new("application/json", book => book.Add("SignIn", JsonNode.Parse("""
        { "type": "object", "properties": { "key": { "type": "string", "description": "The admin key." } }, "required": ["key"], "additionalProperties": false }
        """)!));

    static readonly OperationReply Begun = new("204", "The session has begun.") { Headers = [("Set-Cookie", "The session's cookie: HttpOnly, SameSite=Strict.")] };
    static readonly Problem[] NotSignedIn = [Problem.Unauthorized, Problem.SessionEnded, Problem.NoSession];

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public void Map(IEndpointRouteBuilder routes) =>
        admin.MapOpen(routes, "/api/session",
            (HttpMethods.Post, SignInAsync, About("signIn", "Signs in with the admin key: gives the cookie of a session.", Access.Anybody).Changes().Reads(Body).Answers(Begun)
                .Fails(Problem.InvalidBody, Problem.BodyTooLarge, Problem.WrongKey, Problem.TooManyTries)),
            (HttpMethods.Get, ShowAsync, About("getSessionOfPage", "Which session the cookie names.", Access.SignedIn).Answers(ApiJson.Readable.SessionView).Fails(NotSignedIn)),
            (HttpMethods.Delete, SignOutAsync, About("signOut", "Ends the session.", Access.SignedIn).Changes().Answers(new OperationReply("204", "The session is over.")).Fails(NotSignedIn)));

    static Operation About(string id, string summary, Access access) => new Operation(id, "Session", summary).For(access).Fails(Problem.UnknownParameter([]), Problem.Csrf, Problem.Bug);


    async Task SignInAsync(HttpContext http)
    {
        _ = new Parameters(http.Request);
        if (RequestOrigin.IsForeign(http.Request))
            throw new ProblemException(Problem.Csrf);
        var key = await KeyAsync(http);
        var address = http.Connection.RemoteIpAddress;
        if (tries.Take(address) is { } wait)
        {
            http.Response.Headers.RetryAfter = $"{Math.Ceiling(wait.TotalSeconds)}";
            throw new ProblemException(Problem.TooManyTries);
        }
        if (!gate.IsKey(key))
        {
            HostLog.SignInRefused(log, address);
            throw new ProblemException(Problem.WrongKey);
        }
        tries.Forget(address);
        SessionCookie.Write(http, sessions.Begin());
        HostLog.SignedIn(log, address);
        http.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    Task ShowAsync(HttpContext http)
    {
        _ = new Parameters(http.Request);
        var ticket = Session(http);
        return Answers.WriteAsync(http, new SessionView(sessions.CsrfOf(ticket), sessions.EndOf(ticket)), ApiJson.Readable.SessionView);
    }

    Task SignOutAsync(HttpContext http)
    {
        _ = new Parameters(http.Request);
        sessions.End(Session(http));
        SessionCookie.Clear(http);
        HostLog.SignedOut(log, http.Connection.RemoteIpAddress);
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    Ticket Session(HttpContext http) => gate.Judge(http.Request) switch
    {
        AdminCaller.WithSession with => with.Ticket,
        AdminCaller.Refused refused => throw new ProblemException(refused.Problem),
        _ => throw new ProblemException(Problem.NoSession),
    };

    async Task<string> KeyAsync(HttpContext http)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, http.RequestAborted);
        try
        {
            var body = await BoundedBody.ReadAsync(http.Request, MostBytes, either.Token) ?? throw new ProblemException(Problem.BodyTooLarge);
            using var json = JsonDocument.Parse(body);
            return json.RootElement is { ValueKind: JsonValueKind.Object } root && root.EnumerateObject().ToList() is [{ Name: "key", Value.ValueKind: JsonValueKind.String } key]
                ? key.Value.GetString()!.Trim()
                : throw new ProblemException(Problem.InvalidBody);
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException || (cause is OperationCanceledException && patience.IsCancellationRequested))
        {
            // Not JSON, half of a character, or not all of it in time.
            throw new ProblemException(Problem.InvalidBody, cause);
        }
    }
}
