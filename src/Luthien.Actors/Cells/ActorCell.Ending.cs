namespace Luthien.Actors;

partial class ActorCell
{
    static readonly object ExistenceUnknown = new();

    void OnTerminate()
    {
        if (_phase is CellPhase.Stopping or CellPhase.Closed)
            return;
        _phase = CellPhase.Stopping;
        CancelStopping();
        _extras?.Timers?.CancelAll();
        _extras?.ReceiveTimeout?.Cancel();
        if (_extras?.Children is { } children)
        {
            children.Seal();
            foreach (var child in children.Snapshot())
                StopChild(child);
            if (children.Count > 0)
                return;
        }

        FinishTerminate();
    }

    /// <summary>6. Every child is gone.</summary>
    void FinishTerminate()
    {
        RunPostStop();
        _phase = CellPhase.Closed;
        CloseQueues();
        _parent.SendSystem(new SystemMessage(SystemKind.ChildGone, this));
        if (_extras is { } extras)
        {
            foreach (var watcher in extras.Watchers.Members)
                watcher.SendSystem(new SystemMessage(SystemKind.Died, this));
            foreach (var watched in extras.Watching?.Keys ?? Enumerable.Empty<InternalActorRef>())
                watched.SendSystem(new SystemMessage(SystemKind.Unwatch, this));
            if (extras.Subscribed)
                _system.EventStream.Unsubscribe(this);
            (extras.Watchers, extras.Watching, extras.Timers, extras.Pending) = (default, null, null, null);
        }
    }

    void RunPostStop()
    {
        if (_actor is not { } actor)
            return;
        try
        {
            actor.Attach(this);
            actor.PostStop();
        }
        catch (Exception failure)
        {
            Log(KernelEvents.HookFailed, KernelLogLevel.Error, "PostStop threw", failure);
        }

        Discard(actor);
        _actor = null;
    }

    /// <summary>First closes, then drains: a watch or message is either seen here or answered by its sender's own thread.</summary>
    void CloseQueues()
    {
        AppendSystem(Interlocked.Exchange(ref _systemInbox, SystemMessage.Closed));
        while (_systemOutbox is { } message)
        {
            _systemOutbox = message.Next;
            if (message.Kind == SystemKind.Watch)
                Extras.Watchers.Add(message.Subject!);
            else if (message.Kind == SystemKind.Unwatch)
                Extras.Watchers.Remove(message.Subject!);
        }

        foreach (var (message, sender) in _extras?.Stash?.TakeAll() ?? [])
            LoseMessage(message, sender);
        DumpOutbox();
        _outbox = Reverse(Interlocked.Exchange(ref _inbox, Envelope.Closed));
        DumpOutbox();
        foreach (var (message, sender) in _extras?.Bounded?.Close() ?? [])
            LoseMessage(message, sender);
    }

    void DumpOutbox()
    {
        while (_outbox is { } node)
        {
            _outbox = node.Next;
            _backlog--;
            var (message, sender) = (node.Message, node.Sender);
            EnvelopePool.Return(node);
            LoseMessage(message, sender);
        }
    }

    void LoseMessage(object message, IActorRef? sender) => _system.DeadLetters.Receive(message, sender, this);

    /// <summary>On the sender's thread: what a closed cell still owes.</summary>
    void AnswerForTheDead(SystemMessage message)
    {
        if (message.Kind == SystemKind.Watch)
            message.Subject!.SendSystem(new SystemMessage(SystemKind.Died, this, detail: ExistenceUnknown));
    }
}
