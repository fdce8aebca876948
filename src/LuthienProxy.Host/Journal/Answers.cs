using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LuthienProxy.Host.AdminApi;
using LuthienProxy.Storage.Queries;

namespace LuthienProxy.Host.Journal;

/// <summary>Writes what a query of the journal found, or tells why it found nothing.</summary>
static class Answers
{
    /// <summary>How any query may fail.</summary>
    public static IReadOnlyList<Problem> Failures { get; } = [Problem.BadParameter("", ""), Problem.Unavailable, Problem.TooSlow];

    /// <summary>Writes the answer as JSON.</summary>
    /// <exception cref="ProblemException">There is none.</exception>
    public static async Task WriteAsync<T>(HttpContext http, Task<QueryResult<T>> query, JsonTypeInfo<T> type)
        where T : class
    {
        if (!(await query).TryGet(out var answer, out var failure))
            throw new ProblemException(ProblemOf(failure));
        await WriteAsync(http, answer, type);
    }

    /// <summary>Writes something as JSON.</summary>
    public static Task WriteAsync<T>(HttpContext http, T answer, JsonTypeInfo<T> type)
    {
        http.Response.ContentType = "application/json";
        return JsonSerializer.SerializeAsync(http.Response.Body, answer, type, http.RequestAborted);
    }

    /// <summary>A failed query as the caller is told it.</summary>
    public static Problem ProblemOf(QueryFailure failure) => failure switch
    {
        QueryFailure.NotFound => Problem.NotFound,
        QueryFailure.Invalid invalid => Problem.BadParameter(invalid.Parameter, invalid.Rule),
        QueryFailure.TimedOut => Problem.TooSlow,
        QueryFailure.Unavailable => Problem.Unavailable,
        _ => throw new UnreachableException(),
    };
}
