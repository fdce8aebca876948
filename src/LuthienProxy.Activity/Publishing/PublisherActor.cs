using System.Text;
using System.Text.Json;
using Luthien.Actors;
using LuthienProxy.Activity.Feed;
using LuthienProxy.Activity.Telemetry;
using LuthienProxy.Pipeline.Activities;

namespace LuthienProxy.Activity.Publishing;

/// <summary>
/// The one that publishes, at <c>/system/activity</c>: numbers and encodes each event once, puts it into the feed and on its way to Redis, takes what other nodes
/// published, and wakes the subscribers, at most once per flush interval. Its mailbox is bounded and drops the oldest; what was dropped shows as a gap.
/// </summary>
sealed class PublisherActor : ReceiveActor
{
    readonly PublisherParts _parts;
    readonly EventFeed _feed;
    readonly RunningCalls _running = new();
    readonly bool _isShared;
    byte[] _ownMark = [];
    bool _hasNews;
    bool _isTicking;
    long? _announcedAt;
    long _dropped;

    public PublisherActor(PublisherParts parts)
    {
        _parts = parts;
        _feed = parts.Feed;
        _isShared = parts.Outbox is not null;
        Receive<ActivityEvent>(OnEvent);
        Receive<Publisher.Heard>(OnHeard);
        Receive<Publisher.SayPosition>(_ => Send(_feed.PositionMessage()));
        Receive<AnnouncementDue>(_ => Announce());
        Receive<LookDue>(_ => OnLook());
        Receive<Publisher.Woken>(_ => StartTicking());
    }

    protected override void PreStart()
    {
        _dropped = DroppedByMailbox();
        _ownMark = Encoding.UTF8.GetBytes($"\"node\":\"{JsonEncodedText.Encode(_feed.Node)}\",\"epoch\":\"{_feed.Epoch}\",");
        if (_feed.IsAwake)
            StartTicking();
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

    void OnHeard(Publisher.Heard heard)
    {
        if (IsOwn(heard.Message.Span))
            return;
        if (HeardEvents.Read(heard.Message) is not { } remote)
        {
            ActivityTelemetry.Heard("unreadable");
            return;
        }
        ActivityTelemetry.Heard("redis");
        if (_feed.Append(remote))
            NewsCame();
    }

    // Own ones come back too. Quotes within texts are escaped, so no text can look like this.
    bool IsOwn(ReadOnlySpan<byte> message) => message.IndexOf(_ownMark) >= 0;

    void OnLook()
    {
        var overflowed = DroppedByMailbox() - _dropped;
        if (overflowed > 0)
        {
            _dropped += overflowed;
            ActivityTelemetry.MailboxOverflowed(overflowed);
            _feed.AppendLoss(overflowed);
            NewsCame();
        }
        foreach (var progress in _running.Look(_parts.Options.ProgressEvents, _parts.Time.GetUtcNow()))
            OnEvent(progress);
        if (!_isShared && _parts.Audience.HasBeenGoneFor(_parts.Options.Linger))
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
        Context.Timers.StartTimerAtFixedRate(nameof(LookDue), LookDue.Instance, _parts.Options.ProgressInterval);
    }

    void Send(ReadOnlyMemory<byte> json) => _parts.Outbox?.Add(json);

    void NewsCame()
    {
        _hasNews = true;
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

    long DroppedByMailbox() => Context.System.Inspect(Self.Path.Text)?.Dropped ?? 0;

    sealed record AnnouncementDue
    {
        public static readonly AnnouncementDue Instance = new();
    }

    sealed record LookDue
    {
        public static readonly LookDue Instance = new();
    }
}
