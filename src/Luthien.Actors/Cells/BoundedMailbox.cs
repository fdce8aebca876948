namespace Luthien.Actors;

/// <summary>The user queue of an actor with a limit: a locked ring that drops or lets senders wait, and never blocks a thread.</summary>
/// <remarks>What the kernel itself sends (ticks, <see cref="Terminated"/>, <see cref="PoisonPill"/>) is always taken and does not count.</remarks>
sealed class BoundedMailbox(ActorCell owner, MailboxLimit limit)
{
    readonly Lock _lock = new();
    readonly LinkedList<Waiter> _waiters = new();
    readonly Queue<(object Message, IActorRef? Sender)> _queue = new();
    int _counted;
    int _peak;
    bool _closed;
    long _dropped;

    internal enum Verdict
    {
        Accepted,
        Rejected,
        Closed,
    }

    internal int Depth => _queue.Count;

    /// <summary>The greatest depth so far.</summary>
    internal int Peak => Volatile.Read(ref _peak);

    internal long DroppedCount => Volatile.Read(ref _dropped);

    internal Verdict Offer(object message, IActorRef? sender, bool mayReject)
    {
        (object Message, IActorRef? Sender) victim = (message, sender);
        lock (_lock)
        {
            if (_closed)
                return Verdict.Closed;
            var counts = message is not IAutoReceived;
            if (!counts || _counted < limit.Capacity)
            {
                Append(message, sender, counts);
                return Verdict.Accepted;
            }

            if (mayReject && limit.Overflow is MailboxOverflow.RejectToSender or MailboxOverflow.Await)
                return Verdict.Rejected;
            _dropped++;
            if (limit.Overflow == MailboxOverflow.DropOldest)
            {
                victim = RemoveOldest();
                Append(message, sender, counts: true);
            }
        }

        owner.System.EventStream.Publish(new Dropped(victim.Message, victim.Sender, owner, limit.Overflow));
        return Verdict.Accepted;
    }

    /// <summary>Waits for room; the message keeps its place among those who wait. False when the mailbox was closed before; one that closes meanwhile takes the message along.</summary>
    internal async ValueTask<bool> OfferAsync(object message, IActorRef? sender, CancellationToken ct)
    {
        LinkedListNode<Waiter> node;
        lock (_lock)
        {
            if (_closed)
                return false;
            if (_counted < limit.Capacity && _waiters.Count == 0)
            {
                Append(message, sender, counts: true);
                return true;
            }

            node = _waiters.AddLast(new Waiter(message, sender));
        }

        await using var registration = ct.UnsafeRegister(static (state, token) => ((Waiter)state!).Admitted.TrySetCanceled(token), node.Value).ConfigureAwait(false);
        try
        {
            return await node.Value.Admitted.Task.ConfigureAwait(false);
        }
        finally
        {
            lock (_lock)
            {
                if (node.List is not null)
                    _waiters.Remove(node);
            }
        }
    }

    internal bool TryTake(out object message, out IActorRef? sender)
    {
        lock (_lock)
        {
            if (!_queue.TryDequeue(out var head))
            {
                (message, sender) = (null!, null);
                return false;
            }

            (message, sender) = head;
            if (message is IAutoReceived)
                return true;
            _counted--;
            AdmitNextWaiter();
            return true;
        }
    }

    /// <summary>Refuses everything from now on and hands out what is queued, waiting senders included.</summary>
    internal List<(object Message, IActorRef? Sender)> Close()
    {
        lock (_lock)
        {
            _closed = true;
            List<(object, IActorRef?)> rest = [.. _queue];
            _queue.Clear();
            foreach (var waiter in _waiters)
            {
                if (waiter.Admitted.TrySetResult(true))
                    rest.Add((waiter.Message, waiter.Sender));
            }

            _waiters.Clear();
            return rest;
        }
    }

    void AdmitNextWaiter()
    {
        while (_waiters.First is { } next)
        {
            _waiters.RemoveFirst();
            if (!next.Value.Admitted.TrySetResult(true))
                continue;
            Append(next.Value.Message, next.Value.Sender, counts: true);
            return;
        }
    }

    void Append(object message, IActorRef? sender, bool counts)
    {
        _queue.Enqueue((message, sender));
        _peak = Math.Max(_peak, _queue.Count);
        if (counts)
            _counted++;
    }

    (object Message, IActorRef? Sender) RemoveOldest()
    {
        if (_queue.Peek().Message is not IAutoReceived)
        {
            _counted--;
            return _queue.Dequeue();
        }

        // Rotates once past what does not count; such messages are rare and few.
        (object Message, IActorRef? Sender)? oldest = null;
        for (var left = _queue.Count; left > 0; left--)
        {
            var item = _queue.Dequeue();
            if (oldest is null && item.Message is not IAutoReceived)
                oldest = item;
            else
                _queue.Enqueue(item);
        }

        _counted--;
        return oldest!.Value;
    }

    sealed record Waiter(object Message, IActorRef? Sender)
    {
        internal TaskCompletionSource<bool> Admitted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
