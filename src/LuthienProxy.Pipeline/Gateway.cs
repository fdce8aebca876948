using Luthien.Actors;
using Luthien.Streams;
using LuthienProxy.Pipeline.Activities;
using LuthienProxy.Pipeline.Chains;
using LuthienProxy.Pipeline.Delivery;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Pipeline.Telemetry;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Pipeline.Upstreams;
using LuthienProxy.Policies.Chains;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Wire;
using Microsoft.Extensions.Logging;

namespace LuthienProxy.Pipeline;

/// <summary>
/// The one door from the endpoints into the actors: runs a call from admission to the last byte (000-08d). Thread-safe.
/// </summary>
public sealed class Gateway
{
    /// <summary>How long a client may take to accept the end of its answer before its connection is cut.</summary>
    static readonly TimeSpan LastWords = TimeSpan.FromSeconds(5);

    readonly IActorRef _gateway;
    readonly TransactionOptions _options;
    readonly TimeProvider _time;
    readonly ILogger<Gateway> _log;
    readonly TransactionRecorders? _recorders;
    readonly Closings _closings = new();
    readonly IActivity? _activity;

    /// <summary>Starts the transactions' parent in the given system.</summary>
    /// <param name="system">Where the actors live.</param>
    /// <param name="options">What bounds a transaction.</param>
    /// <param name="materializer">Runs the graphs.</param>
    /// <param name="log">Gets a line per call.</param>
    /// <param name="recorders">Puts the calls on record; null records nothing and costs nothing.</param>
    /// <param name="activity">Shows live what happens to the calls; null shows nothing.</param>
    public Gateway(
        ActorSystem system, TransactionOptions options, IMaterializer materializer, ILogger<Gateway> log, TransactionRecorders? recorders = null, IActivity? activity = null)
    {
        _activity = activity;
        _recorders = recorders;
        _options = options;
        _time = system.Time;
        _log = log;
        var services = new TransactionServices(options, new UpstreamConnector(_time), materializer, _time, log);
        _gateway = system.ActorOf(Props.Create(() => new GatewayActor(services)), "gateway");
    }

    /// <summary>Runs one call to its end. Returns when the client has all it will get; throws nothing that the client caused.</summary>
    public async Task<TransactionOutcome> RunAsync(Call call)
    {
        var mayRewrite = call.Policies.Chain.MayRewriteResponse ? EmitterOptions.Rewriting : EmitterOptions.Relaying;
        IResponseEmitter emitter = call switch
        {
            { Request: null } or { IsRelayed: true } => new WholeReplyEmitter(),
            { IsStream: true } => call.Format.CreateStreamEmitter(call.Request, mayRewrite),
            _ => call.Format.CreateBodyEmitter(call.Request),
        };
        using var span = PipelineTelemetry.Start(call);
        var recorder = _recorders?.Open(call);
        Outlet outlet = recorder is null ? new PlainOutlet(call.Client, _time) : new RecordedOutlet(call.Client, recorder, _time);
        var reply = new Reply(call.Client, call.Format, emitter, outlet, _options.FlushAt, TwinOf(call, recorder, mayRewrite));
        var exchange = new Exchange(call, reply, recorder, _time, _activity);
        var outcome = await RunAsync(exchange);
        await EndAsync(exchange, outcome);
        exchange.TellEnd(outcome);
        // The client has all it gets: it does not wait for policies that clean up, or look on. The record does, for what they may still decide.
        if (exchange.Policies is { } policies)
            _ = _closings.RunAsync(CloseAsync(policies, recorder, recorder is null ? null : Endings.Of(exchange, outcome)));
        else
            recorder?.End(Endings.Of(exchange, outcome));
        PipelineTelemetry.Ended(span, exchange, outcome);
        PipelineLog.Ended(_log, exchange, outcome);
        return outcome;
    }

    /// <summary>Takes no more calls and waits until those that run have ended.</summary>
    /// <exception cref="AskTimeoutException">They have not ended in time.</exception>
    public Task DrainAsync(TimeSpan timeout) => _gateway.Ask<TransactionsActor.Drained>(TransactionsActor.Drain.Instance, timeout);

    /// <summary>
    /// Completes when the policies of every call that has ended have cleaned up, and it is on record, as far as the journal would have it: at the latest one
    /// append timeout after the last batch.
    /// </summary>
    public async Task RecordedAsync()
    {
        await _closings.IdleAsync();
        if (_recorders is not null)
            await _recorders.IdleAsync();
    }

    /// <summary>Ends every running call validly, with its format's error.</summary>
    public void Interrupt() => _gateway.Tell(TransactionsActor.InterruptAll.Instance);

    /// <summary>Ends one running call validly, with its format's error; its record says who did it.</summary>
    /// <param name="id">The call.</param>
    /// <param name="administrator">Who ends it.</param>
    /// <param name="timeout">How long the answer may take.</param>
    /// <returns>Whether it was running here.</returns>
    /// <exception cref="AskTimeoutException">The calls' parent did not answer in time.</exception>
    public async Task<bool> InterruptAsync(TransactionId id, string administrator, TimeSpan timeout) =>
        (await _gateway.Ask<TransactionsActor.Told>(new TransactionsActor.InterruptOne(id.ToString(), Outcomes.EndedBy(administrator)), timeout)).WasRunning;

    static async Task CloseAsync(PolicyRun policies, TransactionRecorder? recorder, TransactionEnded? ended)
    {
        try
        {
            await policies.DisposeAsync();
        }
        finally
        {
            recorder?.End(ended!);
        }
    }

    static EmitterTwin? TwinOf(Call call, TransactionRecorder? recorder, EmitterOptions options) => recorder is { IsBeforeDelivery: true } && call is { IsStream: true, Request: { } request }
        ? new EmitterTwin(call.Format.CreateStreamEmitter(request, options))
        : null;

    async Task<TransactionOutcome> RunAsync(Exchange exchange)
    {
        exchange.TellOpened();
        if (exchange.Recorder is { } recorder)
        {
            recorder.Begin(exchange.Agent);
            if (recorder.IsBeforeDelivery && !await IsCommittedAsync(recorder))
                return Outcomes.NotRecorded;
        }
        _gateway.Tell(new TransactionsActor.Open(exchange));
        var outcome = await exchange.Outcome;
        // A call whose actor crashed may leave its work running: nobody else writes to the client before that has stopped.
        await exchange.Work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return outcome;
    }

    async ValueTask<bool> IsCommittedAsync(TransactionRecorder recorder) =>
        _recorders is { CanTakeCalls: true } && await recorder.CommittedAsync(CancellationToken.None);

    async Task EndAsync(Exchange exchange, TransactionOutcome outcome)
    {
        var call = exchange.Call;
        var error = outcome switch
        {
            TransactionOutcome.Blocked blocked => blocked.Error,
            TransactionOutcome.Failed failed => failed.Error,
            TransactionOutcome.Interrupted interrupted => interrupted.Error,
            _ => null,
        };
        try
        {
            if (outcome is TransactionOutcome.Cancelled)
                call.Client.Abort();
            else if (error is not null)
                await TellAsync(exchange, error);
        }
        catch (Exception cause) when (cause is ClientGoneException or OperationCanceledException or IOException)
        {
            // The client left before it could be told.
            call.Client.Abort();
        }
    }

    async Task TellAsync(Exchange exchange, GatewayError error)
    {
        using var limit = new CancellationTokenSource(LastWords, _time);
        await exchange.Reply.FailAsync(error with { TransactionId = exchange.Call.Id.ToString() }, limit.Token);
    }
}
