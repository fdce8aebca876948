using Luthien.Actors;
using Luthien.Streams;
using LuthienProxy.Pipeline.Activities;
using LuthienProxy.Pipeline.Chains;
using LuthienProxy.Pipeline.Delivery;
using LuthienProxy.Pipeline.Live;
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

    /// <summary>How long a call that is told to end may take before it is ended without its actor: longer than that waits for its work.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    readonly IActorRef _gateway;
    readonly TransactionOptions _options;
    readonly TimeProvider _time;
    readonly ILogger<Gateway> _log;
    readonly TransactionRecorders? _recorders;
    readonly Closings _closings = new();
    readonly IActivity? _activity;
    readonly LiveCalls _calls = new();
    readonly CallStats _stats;

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
        _stats = new(_time);
        _log = log;
        var services = new TransactionServices(options, new UpstreamConnector(_time), materializer, _time, log);
        _gateway = system.ActorOf(Props.Create(() => new GatewayActor(services)), "gateway");
        _ = MeasureAsync(_calls, system);
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
        using var live = _calls.Add(exchange);
        var outcome = await RunAsync(exchange);
        await EndAsync(exchange, outcome);
        exchange.TellEnd(outcome);
        _stats.Ended(exchange, outcome);
        // The client has all it gets: it does not wait for policies that clean up, or look on. The record does, for what they may still decide.
        if (exchange.Policies is { } policies)
        {
            var ended = recorder is null ? null : Endings.Of(exchange, outcome);
            // A policy that hangs may also block whoever ends it.
            _ = _closings.RunAsync(exchange.IsAbandoned ? Task.Run(() => CloseAsync(policies, recorder, ended)) : CloseAsync(policies, recorder, ended));
        }
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

    /// <summary>What the calls came to since the start, or since the last <see cref="ResetStats"/>.</summary>
    public StatsSnapshot Stats => _stats.Snapshot(_calls.All);

    /// <summary>Begins the figures anew.</summary>
    public void ResetStats() => _stats.Reset(_calls.All);

    /// <summary>The newest of the calls that run here. Asks nobody: it answers while calls are stuck.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="before">Only calls that began before this one; null: from the newest on.</param>
    /// <param name="limit">At most so many.</param>
    public LivePage Running(LiveFilter filter, TransactionId? before, int limit) => _calls.List(filter, before, limit);

    /// <summary>What watchers are told of the calls that run here.</summary>
    public IEnumerable<CallFacts> RunningFacts => _calls.All.Select(static exchange => exchange.Facts);

    /// <summary>A call that runs here; null when it does not.</summary>
    public LiveCall? Running(TransactionId id) => _calls.Find(id) is { } exchange ? new(exchange) : null;

    /// <summary>
    /// Ends one running call validly, with its format's error; its record says who did it. No policy can keep it, also none that hangs for ever; a client that does
    /// not read is cut off when it has not taken the end within five seconds.
    /// </summary>
    /// <param name="id">The call.</param>
    /// <param name="administrator">Who ends it.</param>
    /// <param name="grace">How long what is under way in it, a delta that policies have before them or that the client is slow to take, may go through first; null: it does not.</param>
    /// <param name="wait">How long to wait for its end.</param>
    /// <returns>Whether it has ended by then; null when it does not run here.</returns>
    public async Task<bool?> EndAsync(TransactionId id, string administrator, TimeSpan? grace, TimeSpan wait)
    {
        if (_calls.Find(id) is not { } exchange)
            return null;
        await EndAsync(exchange, Outcomes.EndedBy(administrator), grace).WaitAsync(wait, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return exchange.Outcome.IsCompleted;
    }

    async Task EndAsync(Exchange exchange, TransactionOutcome outcome, TimeSpan? grace)
    {
        foreach (var tried in (IEnumerable<TimeSpan?>)[grace, null])
        {
            // The second time for a call that had not begun when it was told.
            _gateway.Tell(new TransactionsActor.InterruptOne(exchange.Call.Id.ToString(), new Transaction.Interrupt(outcome, tried)));
            await ((Task)exchange.Outcome).WaitAsync((tried ?? default) + Patience, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        // Its actor is stuck in a policy.
        exchange.IsAbandoned |= !exchange.Outcome.IsCompleted;
        exchange.End(outcome);
    }

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

    // As long as calls can be made.
    static async Task MeasureAsync(LiveCalls calls, ActorSystem system)
    {
        using var meter = new StreamMeter(calls);
        await system.WhenTerminated;
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
        if (!exchange.Work.IsCompleted)
            await OwnReplyAsync(exchange);
        return outcome;
    }

    // A call whose actor crashed, or whose policy hangs, leaves its work running: nobody else writes to the client before that has stopped, or can write no more.
    async Task OwnReplyAsync(Exchange exchange)
    {
        if (!exchange.IsAbandoned && exchange.Heartbeat is not null)
            await exchange.Work.WaitAsync(Patience, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!exchange.Work.IsCompleted && exchange.Heartbeat is { } heartbeat && await heartbeat.TakeAsync())
            exchange.IsAbandoned = true;
        else
            await exchange.Work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
