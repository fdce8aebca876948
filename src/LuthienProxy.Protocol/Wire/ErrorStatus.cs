using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Protocol.Wire;

/// <summary>The HTTP status of each kind of error, which the providers agree about but for one.</summary>
static class ErrorStatus
{
    /// <param name="kind">The kind.</param>
    /// <param name="overloaded">What the provider says when it is overloaded.</param>
    public static int Of(ErrorKind kind, int overloaded) => kind switch
    {
        ErrorKind.InvalidRequest or ErrorKind.Blocked => 400,
        ErrorKind.Authentication => 401,
        ErrorKind.Permission => 403,
        ErrorKind.NotFound => 404,
        ErrorKind.TooLarge => 413,
        ErrorKind.RateLimited => 429,
        ErrorKind.Upstream => 502,
        ErrorKind.Unavailable => 503,
        ErrorKind.Timeout => 504,
        ErrorKind.Overloaded => overloaded,
        _ => 500,
    };
}
