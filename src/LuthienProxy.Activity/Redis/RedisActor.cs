using Luthien.Actors;
using LuthienProxy.Activity.Publishing;
using LuthienProxy.Activity.Telemetry;
using LuthienProxy.Pipeline.Activities;

namespace LuthienProxy.Activity.Redis;

/// <summary>
/// Keeps one connection to Redis, as well as it can be kept: connects, publishes what is in the outbox, hears the channel, and when the connection breaks or falls silent,
/// closes it and makes a new one after a wait that grows.
/// </summary>
/// <remarks>
/// Messages stay in the outbox until Redis has confirmed them, so a connection that breaks half-way may publish some twice; their numbers let every node drop the second.
/// Whether the channel still brings anything is seen by the node's own positions, which come back through it: a connection on which nothing comes for three beats is dead.
/// </remarks>
sealed class RedisActor : ReceiveActor
{
    const int MostAtOnce = 256;
    const int SilentBeats = 3;
    static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(20);

    readonly RedisParts _parts;
    readonly Backoff _backoff;
    readonly List<IActorRef> _flushes = [];
    IRedisLink? _link;
    // Which connection a message is about; those about former ones are stale.
    int _attempt;
    bool _isSending;
    long _sentAt;
    bool _hasFailed;
    string? _brokeEarly;
    long _upSince;
    long _heardAt;

    public RedisActor(RedisParts parts)
    {
        _parts = parts;
        _backoff = new(parts.Options.MinBackoff, parts.Options.MaxBackoff, parts.Random);
        Receive<Connect>(_ => OnConnect());
        Receive<Connected>(OnConnected);
        Receive<NotConnected>(failed => failed.Attempt == _attempt, failed => OnDown(failed.Reason, isAttempt: true));
        Receive<Lost>(lost => lost.Attempt == _attempt, OnLost);
        Receive<Sent>(sent => sent.Attempt == _attempt, OnSent);
        Receive<Waiting>(_ => Send());
        Receive<Flush>(_ => OnFlush());
        Receive<BeatDue>(_ => OnBeat());
        Receive<RenewDue>(_ => Renew());
        // What is about a connection that is no longer there.
        Receive<IOfAttempt>(_ => { });
    }

    interface IOfAttempt;

    protected override void PreStart()
    {
        _parts.Outbox.Reader = Self;
        Self.Tell(Connect.Instance);
    }

    protected override void PostStop()
    {
        if (_link is { } link)
            Close(link);
        _link = null;
    }

    void OnConnect()
    {
        _brokeEarly = null;
        var (attempt, self) = (++_attempt, Self);
        _parts.Connector.ConnectAsync(Hear, reason => self.Tell(new Lost(attempt, reason)))
            .PipeTo(self, success: link => new Connected(attempt, link), failure: cause => new NotConnected(attempt, ReasonOf(cause)));
    }

    void OnConnected(Connected connected)
    {
        if (connected.Attempt != _attempt || _link is not null || _brokeEarly is not null)
        {
            Close(connected.Link);
            if (_brokeEarly is { } reason)
                OnDown(reason, isAttempt: true);
            return;
        }
        ActivityTelemetry.RedisTried(isConnected: true);
        _link = connected.Link;
        _isSending = false;
        _upSince = _parts.Time.GetTimestamp();
        Volatile.Write(ref _heardAt, _upSince);
        ActivityTelemetry.RedisIsUp(true);
        Tell(isUp: true, null);
        ActivityLog.RedisUp(_parts.Log, _backoff.Attempts);
        Context.Timers.StartTimerAtFixedRate(nameof(BeatDue), BeatDue.Instance, _parts.Options.Beat);
        Context.Timers.StartTimerAtFixedRate(nameof(RenewDue), RenewDue.Instance, RenewEvery);
        // What others published meanwhile, and what they missed of ours, shows by the numbers.
        _parts.Publisher.Tell(Publisher.SayPosition.Instance);
        Renew();
        Send();
    }

    void OnLost(Lost lost)
    {
        // It may break before it is known to stand.
        if (_link is null)
            _brokeEarly = lost.Reason;
        else
            OnDown(lost.Reason, isAttempt: false);
    }

    void OnDown(string reason, bool isAttempt)
    {
        if (isAttempt)
            ActivityTelemetry.RedisTried(isConnected: false);
        else if (_parts.Time.GetElapsedTime(_upSince) >= _parts.Options.HealthyAfter)
            _backoff.Reset();
        // Whatever is still said about this connection is stale.
        _attempt++;
        Context.Timers.CancelAll();
        var wait = _backoff.Next();
        var isFirst = _link is not null || !_hasFailed;
        _hasFailed = true;
        if (_link is { } link)
        {
            ActivityTelemetry.RedisIsUp(false);
            Close(link);
            _link = null;
            AnswerFlushes();
        }
        if (isFirst)
        {
            Tell(isUp: false, reason);
            ActivityLog.RedisDown(_parts.Log, reason);
        }
        else
            _parts.Line.Set(null, _parts.Line.Status with { Reason = reason, Attempts = _backoff.Attempts });
        if (_parts.Options.MaxAttempts is > 0 and var most && _backoff.Attempts >= most)
            ActivityLog.RedisGivenUp(_parts.Log, _backoff.Attempts);
        else
            Context.Timers.StartSingleTimer(nameof(Connect), Connect.Instance, wait);
    }

    void Send()
    {
        if (_isSending || _link is not { } link)
            return;
        var messages = _parts.Outbox.Peek(MostAtOnce, out var end);
        if (messages.Count == 0)
        {
            AnswerFlushes();
            return;
        }
        _isSending = true;
        _sentAt = _parts.Time.GetTimestamp();
        var attempt = _attempt;
        link.PublishAsync(messages).WaitAsync(_parts.Options.SendTimeout, _parts.Time)
            .PipeTo(Self, success: () => new Sent(attempt, end), failure: cause => new Lost(attempt, ReasonOf(cause)));
    }

    void OnFlush()
    {
        _flushes.Add(Sender);
        if (_link is null)
            AnswerFlushes();
        else
            Send();
    }

    void AnswerFlushes()
    {
        foreach (var waiter in _flushes)
            waiter.Tell(Flush.Instance, Self);
        _flushes.Clear();
    }

    void OnSent(Sent sent)
    {
        _isSending = false;
        ActivityTelemetry.RedisTook(_parts.Time.GetElapsedTime(_sentAt));
        _parts.Outbox.Confirm(sent.End);
        Send();
    }

    void OnBeat()
    {
        if (_parts.Time.GetElapsedTime(Volatile.Read(ref _heardAt)) > SilentBeats * _parts.Options.Beat)
            OnDown("Redis brings nothing any more.", isAttempt: false);
        else
            _parts.Publisher.Tell(Publisher.SayPosition.Instance);
    }

    void Renew() => _ = _parts.Connections.RenewAsync();

    // On the library's thread.
    void Hear(ReadOnlyMemory<byte> message)
    {
        Volatile.Write(ref _heardAt, _parts.Time.GetTimestamp());
        _parts.Heard.Add(message);
    }

    void Tell(bool isUp, string? reason)
    {
        var now = _parts.Time.GetUtcNow();
        _parts.Line.Set(isUp ? _link : null, new(isUp, now, reason, _backoff.Attempts));
        _parts.Happened.Add(new DependencyChanged { At = now, Dependency = "redis", State = isUp ? DependencyState.Up : DependencyState.Down, Detail = reason });
    }

    static void Close(IRedisLink link) => _ = link.DisposeAsync().AsTask();

    static string ReasonOf(Exception cause) => cause switch
    {
        RedisFailedException failed => failed.Message,
        TimeoutException => "Redis did not answer in time.",
        _ => $"The connection to Redis failed ({cause.GetType().Name}).",
    };

    /// <summary>There is something in the outbox again.</summary>
    public sealed record Waiting
    {
        public static readonly Waiting Instance = new();
    }

    /// <summary>Answer with the same when the outbox is empty, or cannot be emptied now.</summary>
    public sealed record Flush
    {
        public static readonly Flush Instance = new();
    }

    sealed record Connect
    {
        public static readonly Connect Instance = new();
    }

    sealed record BeatDue
    {
        public static readonly BeatDue Instance = new();
    }

    sealed record RenewDue
    {
        public static readonly RenewDue Instance = new();
    }

    sealed record Connected(int Attempt, IRedisLink Link);

    sealed record NotConnected(int Attempt, string Reason) : IOfAttempt;

    sealed record Lost(int Attempt, string Reason) : IOfAttempt;

    sealed record Sent(int Attempt, long End) : IOfAttempt;
}
