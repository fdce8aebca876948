using Luthien.Actors;

namespace LuthienProxy.Host.Inspection;

/// <summary>What reached no actor: how often for each recipient and message, and the latest ones. Keeps no message, only what it was called. Thread-safe.</summary>
sealed class DeadLetterBook
{
    /// <summary>So many kinds are counted apart; what comes later is counted together.</summary>
    public const int MostKinds = 500;

    /// <summary>So many of the latest are kept.</summary>
    public const int MostLatest = 200;

    const int MostWaiting = 10_000;
    const string Others = "*";
    const string Calls = "/user/gateway/transactions/";

    readonly Lock _gate = new();
    readonly Dictionary<(string Recipient, string Message, string Reason), (long Count, DateTimeOffset Last)> _kinds = [];
    readonly Queue<DeadLetterView> _latest = new();
    readonly TimeProvider _time;
    long _number;

    public DeadLetterBook(ActorSystem system, TimeProvider time)
    {
        (_time, ClearedAt) = (time, time.GetUtcNow());
        system.SystemActorOf(Props.Create(() => new DeadLetterActor(this)).WithBoundedMailbox(MostWaiting, MailboxOverflow.DropOldest), "dead-letters");
    }

    /// <summary>Since when it counts.</summary>
    public DateTimeOffset ClearedAt { get; private set; }

    /// <summary>A message reached nobody.</summary>
    public void Add(object message, IActorRef recipient, string reason)
    {
        var (path, type, now) = (recipient.Path.Text, message.GetType().Name, _time.GetUtcNow());
        lock (_gate)
        {
            // Calls come and go: those that have ended are one recipient.
            var kind = (path.StartsWith(Calls, StringComparison.Ordinal) ? Calls + Others : path, type, reason);
            if (_kinds.Count >= MostKinds && !_kinds.ContainsKey(kind))
                kind = (Others, Others, Others);
            _kinds[kind] = (_kinds.GetValueOrDefault(kind).Count + 1, now);
            if (_latest.Count == MostLatest)
                _latest.Dequeue();
            _latest.Enqueue(new(++_number, now, path, type, reason));
        }
    }

    /// <summary>How often, the most frequent first.</summary>
    public IReadOnlyList<DeadLetterCountView> Summary()
    {
        lock (_gate)
            return [.. _kinds.Select(kind => new DeadLetterCountView(kind.Key.Recipient, kind.Key.Message, kind.Key.Reason, kind.Value.Count, kind.Value.Last)).OrderByDescending(count => count.Count).ThenBy(count => count.Recipient, StringComparer.Ordinal)];
    }

    /// <summary>The latest with a number above the given one, the oldest first.</summary>
    public IReadOnlyList<DeadLetterView> Latest(long after)
    {
        lock (_gate)
            return [.. _latest.Where(letter => letter.Number > after)];
    }

    /// <summary>Forgets all; numbers go on. Tells how many had been counted.</summary>
    public long Clear()
    {
        lock (_gate)
        {
            var count = _kinds.Values.Sum(kind => kind.Count);
            _kinds.Clear();
            _latest.Clear();
            ClearedAt = _time.GetUtcNow();
            return count;
        }
    }
}
