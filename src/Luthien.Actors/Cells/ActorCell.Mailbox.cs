namespace Luthien.Actors;

partial class ActorCell
{
    /// <summary>No turn is out; a message of either kind schedules one.</summary>
    const int Resting = 0;

    /// <summary>A turn is out or running: exactly one.</summary>
    const int Scheduled = 1;

    /// <summary>No turn is out, and user messages are no reason for one (suspended, ending or awaiting a handler).</summary>
    const int SystemOnly = 2;

    // Shared between senders and the turn.
    Envelope? _inbox;
    SystemMessage? _systemInbox;
    int _turn = Scheduled;

    // The turn's own: drained nodes, oldest first.
    Envelope? _outbox;
    SystemMessage? _systemOutbox;
    int _backlog;

    /// <summary>The most that a drain has found.</summary>
    int _peak;

    public override void Tell(object message, IActorRef? sender = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (_props.Mailbox is null)
            Post(message, sender);
        else
            Offer(message, sender, mayReject: false);
    }

    /// <summary>False when the mailbox is full (and its rule is to say so) or the actor has ended.</summary>
    internal bool TryTell(object message, IActorRef? sender) => _props.Mailbox is null ? Post(message, sender) : Offer(message, sender, mayReject: true);

    internal async ValueTask TellAsync(object message, IActorRef? sender, CancellationToken ct)
    {
        if (_props.Mailbox is not { Overflow: MailboxOverflow.Await })
            Tell(message, sender);
        else if (await Extras.Bounded!.OfferAsync(message, sender, ct).ConfigureAwait(false))
            WakeUp();
        else
            _system.DeadLetters.Receive(message, sender, this);
    }

    /// <summary>For what the kernel sends to its own: never refused by a limit, silently gone when the actor is.</summary>
    internal void PostInternal(object message, IActorRef? sender)
    {
        if (_props.Mailbox is null)
            Post(message, sender);
        else
            Offer(message, sender, mayReject: false);
    }

    internal override void SendSystem(SystemMessage message)
    {
        var head = Volatile.Read(ref _systemInbox);
        while (true)
        {
            if (ReferenceEquals(head, SystemMessage.Closed))
            {
                AnswerForTheDead(message);
                return;
            }

            message.Next = head;
            var seen = Interlocked.CompareExchange(ref _systemInbox, message, head);
            if (ReferenceEquals(seen, head))
                break;
            head = seen;
        }

        WakeUpForSystem();
    }

    internal void WakeUpForSystem()
    {
        if (Interlocked.Exchange(ref _turn, Scheduled) != Scheduled)
            _system.Dispatcher.Schedule(this, preferLocal: true);
    }

    bool Post(object message, IActorRef? sender)
    {
        var node = EnvelopePool.Rent(message, sender);
        var head = Volatile.Read(ref _inbox);
        while (true)
        {
            if (ReferenceEquals(head, Envelope.Closed))
            {
                EnvelopePool.Return(node);
                _system.DeadLetters.Receive(message, sender, this);
                return false;
            }

            // Push only compares the head, and only a drain takes nodes away, all at once: reuse of a node cannot mislead it.
            node.Next = head;
            node.Depth = head is null ? 1 : head.Depth + 1;
            var seen = Interlocked.CompareExchange(ref _inbox, node, head);
            if (ReferenceEquals(seen, head))
                break;
            head = seen;
        }

        WakeUp();
        return true;
    }

    bool Offer(object message, IActorRef? sender, bool mayReject)
    {
        switch (Extras.Bounded!.Offer(message, sender, mayReject))
        {
            case BoundedMailbox.Verdict.Rejected:
                return false;
            case BoundedMailbox.Verdict.Closed:
                _system.DeadLetters.Receive(message, sender, this);
                return false;
            default:
                WakeUp();
                return true;
        }
    }

    void WakeUp()
    {
        // The push's fence orders it before this read; Rest's fence orders its write before the look at the inbox. One of the two sees the other.
        if (Volatile.Read(ref _turn) == Resting && Interlocked.CompareExchange(ref _turn, Scheduled, Resting) == Resting)
            _system.Dispatcher.Schedule(this, preferLocal: true);
    }

    bool TryTake(out object message, out IActorRef? sender)
    {
        var node = _outbox;
        if (node is null)
        {
            if (_extras?.Bounded is { } bounded)
                return bounded.TryTake(out message, out sender);
            node = DrainInbox();
        }

        if (node is null)
        {
            (message, sender) = (null!, null);
            return false;
        }

        _outbox = node.Next;
        _backlog--;
        (message, sender) = (node.Message, node.Sender);
        EnvelopePool.Return(node);
        return true;
    }

    /// <summary>Takes the whole inbox and turns it round, so that the oldest comes first.</summary>
    Envelope? DrainInbox()
    {
        var head = Volatile.Read(ref _inbox);
        if (head is null || ReferenceEquals(head, Envelope.Closed))
            return null;
        var oldest = Reverse(Interlocked.Exchange(ref _inbox, null));
        _peak = Math.Max(_peak, _backlog);
        return oldest;
    }

    Envelope? Reverse(Envelope? newest)
    {
        Envelope? oldest = null;
        while (newest is not null)
        {
            var next = newest.Next;
            newest.Next = oldest;
            oldest = newest;
            newest = next;
            _backlog++;
        }

        return oldest;
    }

    /// <summary>Puts messages in front of everything queued, in their order.</summary>
    internal void Prepend(List<(object Message, IActorRef? Sender)> messages)
    {
        for (var i = messages.Count - 1; i >= 0; i--)
        {
            var node = EnvelopePool.Rent(messages[i].Message, messages[i].Sender);
            node.Next = _outbox;
            _outbox = node;
            _backlog++;
        }
    }
}
