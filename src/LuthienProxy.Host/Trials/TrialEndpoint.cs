using System.Text.Json;
using LuthienProxy.Host.AdminApi;
using LuthienProxy.Host.Auditing;
using LuthienProxy.Host.Logging;
using LuthienProxy.Host.OpenApi;
using LuthienProxy.Host.Policies;
using LuthienProxy.Host.Settings;
using LuthienProxy.Pipeline;
using LuthienProxy.Pipeline.Chains;
using LuthienProxy.Pipeline.Delivery;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Storage.Queries.Calls;

namespace LuthienProxy.Host.Trials;

/// <summary>
/// <c>POST /api/policy/try</c>: one prompt under the chain that is sent, whatever is active. A call like any other, through the one pipeline; only its client is here.
/// </summary>
/// <remarks>
/// 1. Everything that keeps it from being asked is a problem, and then nothing was asked.
/// 2. The head of the answer goes out before the call begins, with the transaction's id, so that who asks can tell its events from those of others from the first one on.
/// 3. The call runs; it ends when who asks has left, or its time is over.
/// 4. What came of it is read from the record.
/// </remarks>
sealed class TrialEndpoint(AdminRoutes admin, TrialCalls calls, Gateway gateway, TrialRecord record, GatewaySettings settings, TimeProvider time, ILogger<TrialEndpoint> log)
    : IDisposable
{
    const int RetryAfterSeconds = 2;

    readonly SemaphoreSlim _places = new(settings.Policy.Trials.AtOnce);

    static readonly Operation Described = new Operation("tryPolicy", "Policies", "Asks one prompt under the chain that is sent, whatever is active.")
        .Reads(PolicyJson.Strict.TrialRequest)
        .Answers(new OperationReply("200", "What came of it. The head comes first, before the call begins.", Content.Json(ApiJson.Readable.TrialView)) { Headers = [(ReplyHead.TransactionId, "The call's transaction id.")] })
        .Fails(Problem.PolicyRefused.With(), Problem.TrialRefused.With(), Problem.NothingRecorded, Problem.TooManyTrials);

    public void Map(IEndpointRouteBuilder routes) => admin.MapPost(routes, "/api/policy/try", TryAsync, Described);

    public void Dispose() => _places.Dispose();

    async Task TryAsync(HttpContext http)
    {
        _ = new Parameters(http.Request);
        var wanted = await PolicyDefinitions.BodyAsync(http, PolicyJson.Strict.TrialRequest);
        var chain = calls.Chain(wanted);
        if (!settings.Journal.Enabled.IsOn)
            throw new ProblemException(Problem.NothingRecorded);
        if (!_places.Wait(0, CancellationToken.None))
        {
            http.Response.Headers.RetryAfter = $"{RetryAfterSeconds}";
            throw new ProblemException(Problem.TooManyTrials);
        }
        try
        {
            await RunAsync(http, wanted, chain);
        }
        finally
        {
            _places.Release();
        }
    }

    async Task RunAsync(HttpContext http, TrialRequest wanted, ActiveChain chain)
    {
        using var limit = new CancellationTokenSource(settings.Policy.Trials.Timeout.ToTimeSpan(), time);
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, http.RequestAborted);
        var call = calls.Make(calls.NewId(), wanted, chain, new TrialClient(gone.Token));
        using var scope = HostLog.BeginCall(log, call.Id);
        PolicyHostLog.Tried(log, call.Id, Actor.Of(http.Request), call.Model, wanted.Chain.Count);
        await BeginAsync(http, call);
        var outcome = await gateway.RunAsync(call);
        var view = await record.ReadAsync(call.Id, Enum.Parse<CallState>($"{outcome.State}"), http.RequestAborted);
        if (limit.IsCancellationRequested && view.State == CallState.Cancelled)
            view = view with { Gaps = [.. view.Gaps, $"It took longer than a trial may (policy.trials.timeout), and was ended after {settings.Policy.Trials.Timeout.ToTimeSpan().TotalSeconds:0} s."] };
        await JsonSerializer.SerializeAsync(http.Response.Body, view, ApiJson.Readable.TrialView, http.RequestAborted);
    }

    static async Task BeginAsync(HttpContext http, Call call)
    {
        http.Response.ContentType = "application/json";
        http.Response.Headers[ReplyHead.TransactionId] = $"{call.Id}";
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }
}
