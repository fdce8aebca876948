using System.Collections.Concurrent;

namespace Luthien.Actors;

/// <summary>Delivers published objects to whoever subscribed to their type, a base type or an interface of it.</summary>
/// <remarks>
/// Thread-safe. Publishing only enqueues. A subscriber gets an object once, however many of its subscriptions match; an actor that ends
/// is unsubscribed.
/// </remarks>
public sealed class EventStream
{
    readonly ActorSystem _system;
    readonly Lock _changing = new();
    readonly ConcurrentDictionary<Type, IActorRef[]> _resolved = new();
    List<(Type Type, IActorRef Subscriber)> _subscriptions = [];

    internal EventStream(ActorSystem system) => _system = system;

    /// <summary>Subscribes an actor to a type. Idempotent.</summary>
    public void Subscribe(IActorRef subscriber, Type type)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        ArgumentNullException.ThrowIfNull(type);
        lock (_changing)
        {
            if (!_subscriptions.Contains((type, subscriber)))
                _subscriptions = [.. _subscriptions, (type, subscriber)];
            _resolved.Clear();
        }

        // Looked at after subscribing: either the ending cell sees the mark, or this sees the cell closed.
        if (subscriber is ActorCell cell && !cell.MarkSubscribed())
            Unsubscribe(subscriber);
    }

    /// <summary>Subscribes an actor to <typeparamref name="T"/>.</summary>
    public void Subscribe<T>(IActorRef subscriber) => Subscribe(subscriber, typeof(T));

    /// <summary>Calls <paramref name="handler"/> for every <typeparamref name="T"/>, one at a time, in an actor of its own under <c>/system</c>. Dispose to end it.</summary>
    /// <remarks>At most <paramref name="capacity"/> events wait; a slow handler loses the oldest.</remarks>
    public IDisposable Subscribe<T>(Action<T> handler, int capacity = 10_000)
    {
        ArgumentNullException.ThrowIfNull(handler);
        var subscriber = _system.SystemActorOf(Props.Create(() => new DelegateSubscriber<T>(handler)).WithBoundedMailbox(capacity, MailboxOverflow.DropOldest));
        Subscribe<T>(subscriber);
        return new Subscription(this, subscriber);
    }

    /// <summary>Ends one subscription.</summary>
    public void Unsubscribe(IActorRef subscriber, Type type) =>
        Remove(subscription => subscription.Subscriber.Equals(subscriber) && subscription.Type == type);

    /// <summary>Ends every subscription of an actor.</summary>
    public void Unsubscribe(IActorRef subscriber) => Remove(subscription => subscription.Subscriber.Equals(subscriber));

    /// <summary>Enqueues an object at every subscriber of its type.</summary>
    public void Publish(object message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (Volatile.Read(ref _subscriptions).Count == 0)
            return;
        foreach (var subscriber in _resolved.TryGetValue(message.GetType(), out var found) ? found : Resolve(message.GetType()))
        {
            // What is lost on its way to a listener of losses is not published again.
            if (message is Dropped dropped && dropped.Recipient.Equals(subscriber))
                continue;
            subscriber.Tell(message);
        }
    }

    IActorRef[] Resolve(Type type)
    {
        lock (_changing)
        {
            IActorRef[] subscribers = [.. _subscriptions.Where(s => s.Type.IsAssignableFrom(type)).Select(s => s.Subscriber).Distinct()];
            _resolved[type] = subscribers;
            return subscribers;
        }
    }

    void Remove(Predicate<(Type Type, IActorRef Subscriber)> which)
    {
        lock (_changing)
        {
            List<(Type, IActorRef)> rest = [.. _subscriptions];
            rest.RemoveAll(which);
            _subscriptions = rest;
            _resolved.Clear();
        }
    }

    sealed class Subscription(EventStream stream, IActorRef subscriber) : IDisposable
    {
        public void Dispose()
        {
            stream.Unsubscribe(subscriber);
            stream._system.Stop(subscriber);
        }
    }
}
