using LuthienProxy.Pipeline.Activities;
using LuthienProxy.Pipeline.Delivery;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Policies.Chains;
using LuthienProxy.Policies.Metering;
using LuthienProxy.Protocol.Journal.Agents;
using LuthienProxy.Protocol.Sse;

namespace LuthienProxy.Pipeline.Transactions;

/// <summary>
/// What one call's actor and the endpoint that waits for it share: the call, the reply, how far it has come, and the outcome.
/// </summary>
sealed class Exchange : ICallGauge
{
    readonly TaskCompletionSource<TransactionOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TimeProvider _time;
    volatile int _state;
    AgentCall _agent;
    volatile bool _isClassified;
    CallFacts? _facts;
    long _heldByPolicies;

    public Exchange(Call call, Reply reply, TransactionRecorder? recorder, TimeProvider time, IActivity? activity = null)
    {
        _time = time;
        Activity = activity;
        Call = call;
        Outgoing = call.Body;
        Reply = reply;
        Recorder = recorder;
        Progress = new(time) { Owner = this };
    }

    public Call Call { get; }

    /// <summary>Who calls and what for; classified when first asked for.</summary>
    public AgentCall Agent
    {
        get
        {
            // Asked for by whoever comes first, also by two at once: both find the same.
            if (!_isClassified)
            {
                _agent = AgentCalls.Classify(Call.Method.Method, Call.Path, Call.Headers, Call.IsRelayed ? null : Call.Request, Call.Body ?? default);
                _isClassified = true;
            }
            return _agent;
        }
    }

    /// <summary>The body that goes upstream: the client's, or what policies made of it.</summary>
    public ReadOnlyMemory<byte>? Outgoing { get; set; }

    /// <summary>The call's policies at work; null where there are none. Whoever waits for the call's end disposes them.</summary>
    public PolicyRun? Policies { get; set; }

    public Reply Reply { get; }

    /// <summary>What puts the call on record; null when recording is off.</summary>
    public TransactionRecorder? Recorder { get; }

    public CallProgress Progress { get; }

    /// <summary>Who shows what happens to the call; null where nobody could.</summary>
    public IActivity? Activity { get; }

    /// <summary>What watchers are told of the call with every event; made when first asked for.</summary>
    public CallFacts Facts => _facts ??= new()
    {
        TransactionId = Call.Id,
        Model = Call.Model,
        SessionId = Agent.SessionId,
        Instance = Call.Policies.Name,
        Gauge = this,
    };

    /// <summary>What cuts the upstream's bytes into events, once it does.</summary>
    public SseFramer? Framer { get; set; }

    /// <summary>What the call's buffers hold now. Anybody may ask; figures of a moment.</summary>
    public RetainedBytes Retained => new(
        Request: (Call.Body?.Length ?? 0) + (Outgoing is { } sent && !sent.Equals(Call.Body.GetValueOrDefault()) ? sent.Length : 0),
        Framing: Framer?.HeldBytes ?? 0,
        Policies: Volatile.Read(ref _heldByPolicies),
        Recording: Recorder?.HeldBytes ?? 0,
        Delivery: Reply.HeldBytes);

    /// <summary>What became of the upstream's frames, or of its whole body.</summary>
    public StageMeter Decoding { get; } = new("decode");

    /// <summary>What was written for the client.</summary>
    public StageMeter Delivering { get; } = new("deliver");

    /// <summary>The clock.</summary>
    public TimeProvider Time => _time;

    /// <summary>The present time.</summary>
    public DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>Where the call stands: written by its actor, read by anybody.</summary>
    public TransactionState State
    {
        get => (TransactionState)_state;
        set => _state = (int)value;
    }

    /// <summary>What the graph shares the reply with, by turns; null where no policy can hold it. Whoever ends the call may take the reply by it.</summary>
    public Heartbeat? Heartbeat { get; set; }

    /// <summary>How the call ended; completes once the graph no longer touches the reply, or can be kept from it.</summary>
    public Task<TransactionOutcome> Outcome => _outcome.Task;

    /// <summary>The work under way, which must be over before anybody else may write to the client.</summary>
    public Task Work { get; set; } = Task.CompletedTask;

    /// <summary>Whether what the call delivered is in the figures of calls that ended.</summary>
    public bool IsCounted { get; set; }

    /// <summary>Whether the upstream's answer is read no further, and what was read of it goes through.</summary>
    public bool IsStopping { get; set; }

    /// <summary>Whether the call has ended without its work, which a policy still keeps.</summary>
    public bool IsAbandoned { get; set; }

    long ICallGauge.Bytes => Reply.BytesDelivered;

    long ICallGauge.Deltas => Reply.EventsWritten;

    TimeSpan ICallGauge.Elapsed => Progress.Age;

    bool ICallGauge.HasEnded => Outcome.IsCompleted;

    /// <summary>Policies hold so many more bytes back.</summary>
    public void PoliciesHold(long change) => Interlocked.Add(ref _heldByPolicies, change);

    public void End(TransactionOutcome outcome) => _outcome.TrySetResult(outcome);
}
