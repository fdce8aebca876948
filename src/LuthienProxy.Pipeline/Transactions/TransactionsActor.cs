using Luthien.Actors;

namespace LuthienProxy.Pipeline.Transactions;

/// <summary>
/// The parent of all running calls, at <c>/user/gateway/transactions</c>. A call that crashes is stopped, never restarted:
/// an HTTP exchange cannot begin again half-way.
/// </summary>
sealed class TransactionsActor(TransactionServices services) : ActorBase
{
    readonly List<IActorRef> _drainWaiters = [];
    int _running;
    bool _draining;

    protected override SupervisorStrategy SupervisorStrategy => SupervisorStrategy.Stopping;

    protected override ValueTask OnReceive(object message)
    {
        switch (message)
        {
            case Open open: OnOpen(open.Exchange); break;
            case Closed closed: OnClosed(closed.Exchange); break;
            case Drain: OnDrain(); break;
            case InterruptAll: OnInterruptAll(); break;
            case InterruptOne one: OnInterruptOne(one); break;
            default: Unhandled(message); break;
        }
        return default;
    }

    void OnOpen(Exchange exchange)
    {
        // Ended before it began.
        if (exchange.Outcome.IsCompleted)
            return;
        if (_draining || _running >= services.Options.MaxCalls)
        {
            exchange.End(_draining ? Outcomes.Stopping : Outcomes.Full);
            return;
        }
        var call = Context.ActorOf(Props.Create(() => new TransactionActor(exchange, services)), exchange.Call.Id.ToString());
        _running++;
        Context.WatchWith(call, new Closed(exchange));
        call.Tell(Transaction.Begin.Instance, Self);
    }

    void OnClosed(Exchange exchange)
    {
        _running--;
        // An actor that could not even start has not ended its call.
        exchange.End(Outcomes.Crashed);
        AnswerIfDrained();
    }

    void OnDrain()
    {
        _draining = true;
        _drainWaiters.Add(Sender);
        AnswerIfDrained();
    }

    void OnInterruptAll()
    {
        _draining = true;
        foreach (var call in Context.Children)
            call.Tell(Transaction.Interrupt.Stopping, Self);
    }

    void OnInterruptOne(InterruptOne one)
    {
        // One that has just ended needs no telling.
        Context.Child(one.Call)?.Tell(one.Interrupt, Self);
    }

    void AnswerIfDrained()
    {
        if (!_draining || _running > 0)
            return;
        foreach (var waiter in _drainWaiters)
            waiter.Tell(Drained.Instance, Self);
        _drainWaiters.Clear();
    }

    /// <summary>Run this call.</summary>
    public sealed record Open(Exchange Exchange);

    /// <summary>Take no more calls; answer <see cref="Drained"/> when the last one has ended.</summary>
    public sealed record Drain
    {
        public static readonly Drain Instance = new();
    }

    /// <summary>All calls have ended.</summary>
    public sealed record Drained
    {
        public static readonly Drained Instance = new();
    }

    /// <summary>Take no more calls, and end those that run, validly, now.</summary>
    public sealed record InterruptAll
    {
        public static readonly InterruptAll Instance = new();
    }

    /// <summary>End this call.</summary>
    public sealed record InterruptOne(string Call, Transaction.Interrupt Interrupt);

    sealed record Closed(Exchange Exchange);
}
