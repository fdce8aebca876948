using LuthienProxy.Host.AdminApi;
using LuthienProxy.Host.Auditing;
using LuthienProxy.Host.Journal;
using LuthienProxy.Host.Logging;
using LuthienProxy.Host.OpenApi;
using LuthienProxy.Host.Policies;
using LuthienProxy.Host.Settings;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Queries;

namespace LuthienProxy.Host.Replays;

/// <summary>
/// <c>POST /api/policy/replay</c>: what recorded calls would have come to under other policies. Nothing is asked of an upstream, nothing goes on record as a call, and no watcher
/// hears of it.
/// </summary>
/// <remarks>
/// 1. The calls are those whose ids the body gives, or what the filters choose, the newest first.
/// 2. What cannot be run is a problem, before anything is.
/// 3. Each call is a line, as soon as it has been run; the last line sums them up. It ends when who asks has left, or its time is over.
/// </remarks>
sealed class ReplayEndpoint(AdminRoutes admin, ReplayCandidates candidates, ReplayDesk desk, IJournalQueries queries, GatewaySettings settings, TimeProvider time, ILogger<ReplayEndpoint> log)
    : IDisposable
{
    const string Limit = "limit";
    const int UsualLimit = 100;
    const int RetryAfterSeconds = 10;

    static readonly string[] Known = [.. CallFilters.Parameters.Select(filter => filter.Name), Limit];

    readonly SemaphoreSlim _places = new(settings.Policy.Replays.AtOnce);

    static readonly Operation Described = new Operation("replayCalls", "Policies", "Runs recorded calls under other policies, without asking an upstream, and says what would have been.")
        .Takes(CallFilters.Parameters).Takes(OperationParameter.Number(Limit, "How many calls at most; not more than policy.replays.max-calls.", 1, int.MaxValue, UsualLimit))
        .Reads(PolicyJson.Strict.ReplayRequest)
        .Answers(new OperationReply("200", "A line for each call, and one that sums them up.", Content.Json(ApiJson.Readable.ReplayLine, "application/x-ndjson")))
        .Fails(Problem.PolicyRefused.With(), Problem.NotFound, Problem.TooManyReplays).Fails(Answers.Failures);

    public void Map(IEndpointRouteBuilder routes) => admin.MapPost(routes, "/api/policy/replay", ReplayAsync, Described);

    public void Dispose() => _places.Dispose();

    async Task ReplayAsync(HttpContext http)
    {
        // 1.
        var parameters = new Parameters(http.Request, Known);
        var (filter, limit) = (CallFilters.Of(parameters), parameters.Number(Limit, 1, settings.Policy.Replays.MaxCalls) ?? Math.Min(UsualLimit, settings.Policy.Replays.MaxCalls));
        var wanted = await PolicyDefinitions.BodyAsync(http, PolicyJson.Strict.ReplayRequest);
        var selection = new ReplaySelection(queries, IdsOf(wanted), filter, limit);
        // 2.
        var chain = await candidates.FindAsync(wanted, http.RequestAborted);
        if (!_places.Wait(0, CancellationToken.None))
        {
            http.Response.Headers.RetryAfter = $"{RetryAfterSeconds}";
            throw new ProblemException(Problem.TooManyReplays);
        }
        try
        {
            // 3.
            http.Response.ContentType = "application/x-ndjson";
            var run = new ReplayRun(desk, selection, chain, wanted, settings.Policy.Replays, time);
            await run.WriteAsync(http.Response, http.RequestAborted);
            PolicyHostLog.Replayed(log, Actor.Of(http.Request), run.Tally.Calls, $"{chain.Name ?? "policies that were sent"} {(chain.Version > 0 ? $"version {chain.Version}" : "")}".TrimEnd(), run.Tally.Changed);
        }
        finally
        {
            _places.Release();
        }
    }

    List<TransactionId>? IdsOf(ReplayRequest wanted)
    {
        if (wanted.Transactions is not { } texts)
            return null;
        if (texts.Count > settings.Policy.Replays.MaxCalls)
            throw Bad($"At most {settings.Policy.Replays.MaxCalls} (policy.replays.max-calls).");
        var ids = new List<TransactionId>(texts.Count);
        foreach (var text in texts)
            ids.Add(TransactionId.TryParse(text, out var id) ? id : throw Bad("Each must be a transaction id: 32 lower-case hexadecimal digits."));
        return ids;
    }

    static ProblemException Bad(string message) => new(Problem.InvalidBody.With(new FieldError(null, "transactions", message)));
}
