using Luthien.Actors;
using Luthien.Streams;
using LuthienProxy.Pipeline.Activities;
using LuthienProxy.Pipeline.Chains;
using LuthienProxy.Pipeline.Delivery;
using LuthienProxy.Pipeline.Graph;
using LuthienProxy.Pipeline.Upstreams;
using LuthienProxy.Policies.Requests;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Pipeline.Transactions;

/// <summary>
/// One call, from admission to its end. It steers and never carries: the graph moves the data, the actor holds its switch and hears its outcome.
/// </summary>
/// <remarks>
/// 1. Admitted: deadlines are armed, the client's leaving is listened for.
/// 2. Deciding: request policies see the request; what they say, unless they say it at once, arrives as a message.
/// 3. Connecting: an upstream is asked; its head, or why there is none, arrives as a message.
/// 4. Streaming: the graph runs, or an upstream's refusal is relayed.
/// 5. A verdict (deadline, client left, gateway stops, an administrator) cancels the work, or lets what is under way in it go through first; the call ends when the work
/// says that it has stopped. A policy that heeds nothing cannot keep it: after a while the call ends without its work.
/// A crash in any step stops the actor; <see cref="PostStop"/> then ends the call with an internal error, so no client waits for ever.
/// </remarks>
sealed class TransactionActor(Exchange exchange, TransactionServices services) : ActorBase, IDisposable
{
    const string DeadlineKey = "deadline";
    const string OverdueKey = "overdue";

    /// <summary>How long cancelled work may take to stop before the call ends without it.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // The one cancellation of the call: stops the upstream in every phase.
    readonly CancellationTokenSource _cancellation = new();
    readonly Deadlines _deadlines = new(services.Options, exchange, services.Time);
    TransactionOutcome? _verdict;
    bool _isCut;
    CancellationTokenRegistration _gone;
    HttpResponseMessage? _response;
    StreamRun? _run;

    public void Dispose() => _cancellation.Dispose();

    protected override void PreStart()
    {
        // 1.
        var self = Self;
        _gone = exchange.Call.Client.Gone.UnsafeRegister(static actor => ((IActorRef)actor!).Tell(Transaction.ClientLeft.Instance), self);
        ArmDeadline();
    }

    protected override ValueTask OnReceive(object message)
    {
        switch (message)
        {
            case Transaction.Begin: Decide(); break;
            case Transaction.Decided decided: OnDecided(decided.Verdict); break;
            case Transaction.Connected connected: OnConnected(connected.Response); break;
            case Transaction.WorkFailed failed: Finish(_verdict ?? Outcomes.OfFailure(failed.Cause)); break;
            case Transaction.ClientUnreachable failed: Conclude(Outcomes.OfFailure(failed.Cause)); break;
            case Transaction.Relayed relayed: Finish(new TransactionOutcome.Relayed(relayed.Status)); break;
            case Transaction.StreamEnded ended: OnStreamEnded(ended.Result.Outcome); break;
            case Transaction.ClientLeft: Conclude(new TransactionOutcome.Cancelled()); break;
            case Transaction.DeadlineDue: OnDeadline(); break;
            case Transaction.Interrupt { Grace: { } grace } interrupt: Ease(interrupt.Outcome, grace); break;
            case Transaction.Interrupt interrupt: Conclude(interrupt.Outcome); break;
            case Transaction.Overdue: OnOverdue(); break;
            default: Unhandled(message); break;
        }
        return default;
    }

    protected override void PostStop()
    {
        _gone.Dispose();
        // After a proper end nothing runs but policies in shadow, which may finish what they have seen.
        if (!exchange.Outcome.IsCompleted)
            Cut();
        _response?.Dispose();
        exchange.End(Outcomes.Crashed);
    }

    void Decide()
    {
        // 2.
        exchange.State = TransactionState.Deciding;
        var call = exchange.Call;
        if (call.Request is not { } request || call.Policies.IsEmpty)
            Connect();
        else if (Deciding.StateRefusal(call, request) is { } refusal)
            Finish(new TransactionOutcome.Blocked(refusal));
        else
            Decide(request);
    }

    void Decide(ConversationRequest request)
    {
        exchange.TellState(exchange.State);
        exchange.Policies = Deciding.Begin(exchange, request, services, _cancellation.Token);
        var deciding = exchange.Policies.OnRequestAsync(request);
        if (deciding.IsCompletedSuccessfully)
            OnDecided(deciding.Result);
        else
            Await(deciding.AsTask(), static verdict => new Transaction.Decided(verdict));
    }

    void OnDecided(RequestVerdict verdict)
    {
        // The call may have ended without this actor, while a policy kept it.
        if (_verdict is { } concluded || exchange.Outcome.IsCompleted)
        {
            Finish(_verdict ?? Outcomes.Crashed);
            return;
        }
        if (Deciding.Refusal(exchange.Call, verdict) is { } refusal)
        {
            Finish(new TransactionOutcome.Blocked(refusal));
            return;
        }
        if (verdict is RequestVerdict.Rewrite rewrite)
            exchange.Outgoing = rewrite.Request.Raw;
        Connect();
    }

    void Connect()
    {
        // 3.
        exchange.State = TransactionState.Connecting;
        exchange.TellState(exchange.State);
        exchange.Progress.UpstreamAsked();
        Await(services.Connector.ConnectAsync(exchange, _cancellation.Token), static response => new Transaction.Connected(response));
    }

    void OnConnected(HttpResponseMessage response)
    {
        _response = response;
        if (_verdict is { } verdict)
        {
            Finish(verdict);
            return;
        }
        // 4.
        exchange.State = TransactionState.Streaming;
        exchange.TellState(exchange.State);
        if (exchange.Call is { Request: null } or { IsRelayed: true } || !response.IsSuccessStatusCode)
            Relay(response);
        else if (exchange.Call.IsStream && !UpstreamHead.MayBeEventStream(response))
            Finish(Outcomes.OfFailure(UpstreamHead.NotAnEventStream(response)));
        else
            Stream(response);
    }

    void Stream(HttpResponseMessage response)
    {
        exchange.Reply.Prepare(UpstreamHead.ForAnswer(response, exchange.Call));
        var body = response.Content.ReadAsStream(_cancellation.Token);
        _run = AnswerGraph.Of(exchange, body, services, HeartbeatOfCall()).Run(services.Materializer);
        Await(_run.Completion, static result => new Transaction.StreamEnded(result));
    }

    void Relay(HttpResponseMessage response) =>
        Await(UpstreamRelay.SendAsync(exchange, response, services.Options.MaxResponseBytes, _cancellation.Token), static status => new Transaction.Relayed(status));

    Heartbeat? HeartbeatOfCall()
    {
        if (exchange.Policies is null || !exchange.Call.Policies.MayAct)
            return null;
        var self = Self;
        // An answer that is not streamed goes out whole: there is nothing to keep alive.
        return exchange.Heartbeat = new(exchange.Reply, exchange.Call.IsStream ? services.Options.Heartbeat : TimeSpan.Zero, exchange.Call.Policies.Chain.MayRewriteResponse, services.Time, cause => self.Tell(new Transaction.ClientUnreachable(cause)));
    }

    void Await<T>(Task<T> work, Func<T, object> success)
    {
        exchange.Work = work;
        work.PipeTo(Self, success: success, failure: static cause => new Transaction.WorkFailed(cause));
    }

    void OnDeadline()
    {
        if (_deadlines.Expired is { } expired)
            Conclude(expired);
        else
            ArmDeadline();
    }

    void ArmDeadline() => Context.Timers.StartSingleTimer(DeadlineKey, Transaction.DeadlineDue.Instance, _deadlines.Next);

    void Conclude(TransactionOutcome verdict)
    {
        // 5. The first verdict counts, and the work still owns the reply until it has stopped.
        _verdict ??= verdict;
        if (_isCut)
            return;
        var isIdle = exchange.State is TransactionState.Admitted;
        Cut();
        if (isIdle)
            Finish(_verdict);
        else
            Context.Timers.StartSingleTimer(OverdueKey, Transaction.Overdue.Instance, Patience);
    }

    void Ease(TransactionOutcome verdict, TimeSpan grace)
    {
        // Before an upstream has answered, and in an answer that is passed on whole, nothing is under way that somebody could want to see through.
        if (exchange.State is not TransactionState.Deciding && _run is null)
        {
            Conclude(verdict);
            return;
        }
        if (_verdict is not null)
            return;
        _verdict = verdict;
        exchange.IsStopping = true;
        _run?.Shutdown();
        Context.Timers.StartSingleTimer(OverdueKey, Transaction.Overdue.Instance, grace);
    }

    void OnOverdue()
    {
        if (!_isCut)
            Conclude(_verdict!);
        // Only policies can keep work that was cancelled; whoever waits for the call's end takes the reply from them.
        else if (exchange.Policies is not null)
        {
            exchange.IsAbandoned = true;
            Finish(_verdict!);
        }
    }

    void OnStreamEnded(StreamOutcome ended)
    {
        // An answer that came to its end while it was let go on ended as it did.
        var isWhole = !_isCut && exchange.Reply.IsOver;
        Finish(_verdict is null || isWhole ? Outcomes.OfStream(ended, exchange.Reply) : _verdict);
    }

    void Cut()
    {
        _isCut = true;
        _cancellation.Cancel();
        _run?.Abort(new OperationCanceledException(_cancellation.Token));
    }

    void Finish(TransactionOutcome outcome)
    {
        exchange.State = outcome.State;
        exchange.End(outcome);
        Context.Stop(Self);
    }
}
