namespace Luthien.Actors;

/// <summary>An actor that declares its handlers in the constructor and may exchange them with <see cref="Become"/>.</summary>
/// <remarks>
/// Handlers are tried in the order of declaration; the first whose type (and predicate) fits takes the message. What none takes goes to
/// <see cref="ActorBase.Unhandled"/>. A restart makes a new instance, so the behaviour begins anew.
/// </remarks>
public abstract class ReceiveActor : ActorBase
{
    MessageHandler[] _handlers = [];
    int _count;
    Stack<(MessageHandler[] Handlers, int Count)>? _beneath;

    /// <inheritdoc/>
    protected internal sealed override ValueTask OnReceive(object message)
    {
        var handlers = _handlers;
        for (var i = 0; i < _count; i++)
        {
            if (handlers[i].TryHandle(message, out var pending))
                return pending;
        }

        Unhandled(message);
        return default;
    }

    /// <summary>Handles every <typeparamref name="T"/>.</summary>
    protected void Receive<T>(Action<T> handler) => Add(new SyncHandler<T>(handler, when: null));

    /// <summary>Handles every <typeparamref name="T"/> for which <paramref name="when"/> is true.</summary>
    protected void Receive<T>(Predicate<T> when, Action<T> handler) => Add(new SyncHandler<T>(handler, when));

    /// <summary>Handles every <typeparamref name="T"/>; the next message waits until the returned task has completed.</summary>
    /// <remarks>Give long waits <see cref="IActorContext.Stopping"/>: a stop waits for the handler, at most <see cref="ActorSystemOptions.StopGrace"/>.</remarks>
    protected void ReceiveAsync<T>(Func<T, ValueTask> handler) => Add(new AsyncHandler<T>(handler));

    /// <summary>Handles whatever the handlers declared before do not take.</summary>
    protected void ReceiveAny(Action<object> handler) => Add(new SyncHandler<object>(handler, when: null));

    /// <summary>Replaces the behaviour from the next message on; <paramref name="configure"/> declares the new handlers.</summary>
    protected void Become(Action configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        (_handlers, _count) = ([], 0);
        configure();
    }

    /// <summary>Puts a behaviour on top of the present one until <see cref="UnbecomeStacked"/>.</summary>
    protected void BecomeStacked(Action configure)
    {
        (_beneath ??= new()).Push((_handlers, _count));
        Become(configure);
    }

    /// <summary>Returns to the behaviour beneath; without one, nothing changes.</summary>
    protected void UnbecomeStacked()
    {
        if (_beneath is { Count: > 0 })
            (_handlers, _count) = _beneath.Pop();
    }

    void Add(MessageHandler handler)
    {
        if (_count == _handlers.Length)
            Array.Resize(ref _handlers, Math.Max(2, _count * 2));
        _handlers[_count++] = handler;
    }

    abstract class MessageHandler
    {
        internal abstract bool TryHandle(object message, out ValueTask pending);
    }

    sealed class SyncHandler<T>(Action<T> handler, Predicate<T>? when) : MessageHandler
    {
        internal override bool TryHandle(object message, out ValueTask pending)
        {
            pending = default;
            if (message is not T typed || (when is not null && !when(typed)))
                return false;
            handler(typed);
            return true;
        }
    }

    sealed class AsyncHandler<T>(Func<T, ValueTask> handler) : MessageHandler
    {
        internal override bool TryHandle(object message, out ValueTask pending)
        {
            pending = message is T typed ? handler(typed) : default;
            return message is T;
        }
    }
}
