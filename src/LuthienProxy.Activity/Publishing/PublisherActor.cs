using System.Text;
using System.Text.Json;
using Luthien.Actors;
using LuthienProxy.Activity.Feed;
using LuthienProxy.Activity.Telemetry;
using LuthienProxy.Pipeline.Activities;

namespace LuthienProxy.Activity.Publishing;

/// <summary>
/// The one that publishes, at <c>/system/activity</c>: numbers and encodes each event once, puts it into the feed and on its way to Redis, takes what other nodes
/// published, and wakes the subscribers, at most once per flush interval. What it cannot take in time is dropped, the oldest first, and shows as a gap.
/// </summary>
sealed class PublisherActor : ReceiveActor
{
    /// <summary>So much is taken in one turn; then timers and requests get theirs.</summary>
    const int MostAtOnce = 256;

    readonly PublisherParts _parts;
    readonly EventFeed _feed;
    readonly RunningCalls _running = new();
    readonly ChannelParts? _channel;
    byte[] _ownMark = [];
    bool _hasNews;
    bool _isTicking;
    bool _isEnding;
    long? _announcedAt;

    public PublisherActor(PublisherParts parts)
    {
        _parts = parts;
        _feed = parts.Feed;
        _channel = parts.Channel;
        Receive<Publisher.Arrived>(_ => TakeSome());
        Receive<Publisher.SayPosition>(_ => Send(_feed.PositionMessage()));
        Receive<AnnouncementDue>(_ => Announce());
        Receive<LookDue>(_ => OnLook());
        Receive<Publisher.Woken>(_ => StartTicking());
    }

    protected override void PreStart()
    {
        _ownMark = Encoding.UTF8.GetBytes($"\"node\":\"{JsonEncodedText.Encode(_feed.Node)}\",\"epoch\":\"{_feed.Epoch}\",");
        if (_feed.IsAwake)
            StartTicking();
    }

    protected override void PostStop()
    {
        // Whatever happened before the end is published before it, and announced with it.
        _isEnding = true;
        while (TakeOwn())
        {
        }
    }

    void TakeSome()
    {
        // By turns: neither source holds the other back.
        for (var i = 0; i < MostAtOnce; i++)
            if (!TakeOwn() & !TakeHeard())
                return;
        Self.Tell(Publisher.Arrived.Instance);
    }

    bool TakeOwn()
    {
        var isThere = _parts.Happened.TryTake(out var happened, out var dropped);
        if (dropped > 0)
        {
            ActivityTelemetry.IntakeOverflowed(dropped, "node");
            _feed.AppendLoss(dropped);
            NewsCame();
        }
        if (isThere)
            OnEvent(happened!);
        return isThere;
    }

    bool TakeHeard()
    {
        if (_channel is null || !_channel.Heard.TryTake(out var message, out var dropped))
            return false;
        // Which they were shows by the numbers of what comes next.
        ActivityTelemetry.IntakeOverflowed(dropped, "channel");
        OnHeard(message);
        return true;
    }

    void OnEvent(ActivityEvent happened)
    {
        if (_feed.Append(happened) is not { } entry)
            return;
        ActivityTelemetry.Heard("node");
        if (happened is CallEvent ofCall)
            _running.Note(ofCall);
        Send(entry.Json);
        NewsCame();
    }

    void OnHeard(ReadOnlyMemory<byte> message)
    {
        if (IsOwn(message.Span))
        {
            _channel!.Peers.HeardOwn();
            return;
        }
        if (HeardEvents.Read(message) is not { } remote)
        {
            ActivityTelemetry.Heard("unreadable");
            return;
        }
        ActivityTelemetry.Heard("redis");
        if (_feed.Append(remote))
            NewsCame();
        if (_channel!.Peers.Heard(remote.Facts.Node, remote.Facts.Type == EventTypes.Stopping))
            OnEvent(Peer(remote.Facts.Node, isLost: false));
    }

    // Own ones come back too. Quotes within texts are escaped, so no text can look like this.
    bool IsOwn(ReadOnlySpan<byte> message) => message.IndexOf(_ownMark) >= 0;

    void OnLook()
    {
        // Should a turn have failed half-way, nobody would say again that something waits.
        TakeSome();
        foreach (var progress in _running.Look(_parts.Options.ProgressEvents, _parts.Time.GetUtcNow()))
            OnEvent(progress);
        foreach (var lost in _channel?.Peers.NewlyLost() ?? [])
            OnEvent(Peer(lost, isLost: true));
        if (_channel is null && _parts.Audience.HasBeenGoneFor(_parts.Options.Linger))
            FallAsleep();
    }

    void FallAsleep()
    {
        _feed.Sleep();
        _running.Clear();
        _isTicking = false;
        Context.Timers.Cancel(nameof(LookDue));
        // Whoever joined at this moment has woken the feed before it slept, or finds it asleep and wakes it.
        if (_parts.Audience.IsThere)
        {
            _feed.Wake();
            StartTicking();
        }
    }

    void StartTicking()
    {
        if (_isTicking)
            return;
        _isTicking = true;
        // Those that began while nobody watched.
        foreach (var call in _parts.Running())
            _running.Note(call);
        Context.Timers.StartTimerAtFixedRate(nameof(LookDue), LookDue.Instance, _parts.Options.ProgressInterval);
    }

    void Send(ReadOnlyMemory<byte> json) => _channel?.Outbox.Add(json);

    void NewsCame()
    {
        _hasNews = true;
        if (_isEnding)
            return;
        var rest = _announcedAt is { } last ? _parts.Options.FlushInterval - _parts.Time.GetElapsedTime(last) : TimeSpan.Zero;
        if (rest <= TimeSpan.Zero)
            Announce();
        else if (!Context.Timers.IsTimerActive(nameof(AnnouncementDue)))
            Context.Timers.StartSingleTimer(nameof(AnnouncementDue), AnnouncementDue.Instance, rest);
    }

    void Announce()
    {
        if (!_hasNews)
            return;
        _hasNews = false;
        _announcedAt = _parts.Time.GetTimestamp();
        _feed.Announce();
    }

    PeerChanged Peer(string node, bool isLost) => new() { At = _parts.Time.GetUtcNow(), Peer = node, IsLost = isLost };

    sealed record AnnouncementDue
    {
        public static readonly AnnouncementDue Instance = new();
    }

    sealed record LookDue
    {
        public static readonly LookDue Instance = new();
    }
}
