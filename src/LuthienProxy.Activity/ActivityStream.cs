using Luthien.Actors;
using LuthienProxy.Activity.Feed;
using LuthienProxy.Activity.Publishing;
using LuthienProxy.Activity.Redis;
using LuthienProxy.Activity.Subscribers;
using LuthienProxy.Activity.Telemetry;
using LuthienProxy.Pipeline.Activities;
using Microsoft.Extensions.Logging;

namespace LuthienProxy.Activity;

/// <summary>
/// What happens at this node, and through Redis at the others, shown live to any number of subscribers. The one door to this room, from both sides: calls publish,
/// people subscribe. Thread-safe.
/// </summary>
/// <remarks>
/// While nobody watches, nothing is made, kept or sent, and <see cref="IsWatched"/> says so. With Redis somebody may watch at another node, so events are always made.
/// </remarks>
public sealed class ActivityStream : IActivity, IAsyncDisposable
{
    static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    readonly ActivityOptions _options;
    readonly TimeProvider _time;
    readonly EventFeed _feed;
    readonly Audience _audience;
    readonly LocalConnections _local;
    readonly Turns _turns = new();
    readonly SharedConnections? _shared;
    readonly RedisLine? _line;
    readonly Intake<ActivityEvent> _happened;
    readonly IActorRef _publisher;
    readonly IActorRef _redis = ActorRefs.Nobody;
    readonly Lock _gate = new();
    Task? _stopping;
    long _places;

    /// <summary>Tells the calls that run here, so that the progress of those is seen that began while nobody watched. Called by the stream's own actor, any time; set once, before anybody watches.</summary>
    public Func<IEnumerable<CallFacts>> Running { get; set; } = static () => [];

    /// <summary>Starts it.</summary>
    /// <param name="system">Where its actors live.</param>
    /// <param name="options">How it is.</param>
    /// <param name="log">Gets a line when Redis comes or goes.</param>
    public ActivityStream(ActorSystem system, ActivityOptions options, ILogger<ActivityStream> log)
        : this(system, options, log, options.Redis is null ? null : new RedisConnector(options.Redis, system.Time))
    {
    }

    internal ActivityStream(ActorSystem system, ActivityOptions options, ILogger log, IRedisConnector? connector)
    {
        (_options, _time) = (options, system.Time);
        _feed = new(new(options.Node, options.Ring, options.RingBytes), _time);
        _audience = new(_time);
        var limits = new ConnectionLimits(options.MaxConnections, options.MaxConnectionsPerIdentity, options.MaxConnectsPerMinute);
        _local = new(limits, _time);
        _happened = new(options.Mailbox);
        var channel = options.Redis is null ? null : new ChannelParts(new Outbox(options.Redis.Queue), new(options.Mailbox), new Peers(options.Redis.Beat, _time));
        if (channel is not null)
            _feed.Wake();
        var publishing = new PublisherOptions(options.FlushInterval, options.ProgressInterval, options.ProgressEvents, options.Linger);
        var parts = new PublisherParts(publishing, _feed, _audience, _happened, channel, () => Running(), _time);
        _publisher = system.SystemActorOf(Props.Create(() => new PublisherActor(parts)), "activity");
        _happened.Reader = _publisher;
        channel?.Heard.Reader = _publisher;
        if (options.Redis is not { } redis || channel is null || connector is null)
            return;
        _line = new(new(IsUp: false, _time.GetUtcNow(), "Redis was not reached yet.", Attempts: 0));
        _shared = new(_line, limits, redis, _time);
        var redisParts = new RedisParts
        {
            Options = redis,
            Connector = connector,
            Outbox = channel.Outbox,
            Heard = channel.Heard,
            Happened = _happened,
            Line = _line,
            Connections = _shared,
            Publisher = _publisher,
            Time = _time,
            Random = system.Options.Random,
            Log = log,
        };
        _redis = system.SystemActorOf(Props.Create(() => new RedisActor(redisParts)), "redis");
    }

    /// <inheritdoc/>
    public bool IsWatched => _feed.IsAwake;

    /// <summary>Streams that are open at this node.</summary>
    public int Subscribers => _audience.Count;

    /// <summary>How the connection to Redis is; null where there is none to be.</summary>
    public RedisStatus? Redis => _line?.Status;

    /// <summary>Places that are taken at this node, those of streams that have not begun yet included.</summary>
    internal int Places => _local.Open;

    /// <inheritdoc/>
    public void Publish(ActivityEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        if (_feed.IsAwake)
            _happened.Add(happened);
    }

    /// <summary>Admits a subscriber, or says why not.</summary>
    public async Task<Admission> SubscribeAsync(SubscriptionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (identity, place) = (request.Identity, PlaceName());
        if (_local.Enter(identity) is { } refused)
            return Refuse(refused);
        if (_shared is not null && await _shared.EnterAsync(place, identity) is { } refusedByAll)
        {
            _local.Leave(identity);
            return Refuse(refusedByAll);
        }
        _audience.Join();
        // What is no id of ours cannot be found: its bearer has missed something, nobody knows what.
        var seen = request.LastEventId is { Length: > 0 } id ? Cursor.Parse(id) ?? Cursor.Unknown : null;
        var reader = new Reader(_feed, request.Filter, seen, _time);
        _publisher.Tell(Publisher.Woken.Instance);
        var stream = new StreamOptions(_options.Heartbeat, _options.Retry, _options.StallTimeout);
        return new Admission.Admitted(new Subscription(_feed, _turns, reader, stream, _time, () => LeaveAsync(identity, place)));
    }

    /// <summary>Ends every stream, after what was published until now, and lets other nodes have the last of it; nothing is shown any more.</summary>
    public Task StopAsync()
    {
        lock (_gate)
            return _stopping ??= StopOnceAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _feed.Dispose();
    }

    async Task StopOnceAsync()
    {
        // What happened before this is published first.
        await _publisher.GracefulStop(LastWords);
        _feed.Close();
        if (_redis.IsNobody())
            return;
        // A system that has ended answers nobody, and its clock stands.
        using var patience = new CancellationTokenSource(LastWords, _time);
        await ((Task)_redis.Ask<RedisActor.Flush>(RedisActor.Flush.Instance, LastWords, patience.Token)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _redis.GracefulStop(LastWords);
    }

    async ValueTask LeaveAsync(string identity, string place)
    {
        _audience.Leave();
        _local.Leave(identity);
        if (_shared is not null)
            await _shared.LeaveAsync(place);
    }

    string PlaceName() => $"{_options.Node}/{_feed.Epoch}/{Interlocked.Increment(ref _places)}";

    static Admission.Refused Refuse(Admission.Refused refused)
    {
        ActivityTelemetry.RefusedAt(refused.Limit);
        return refused;
    }
}
