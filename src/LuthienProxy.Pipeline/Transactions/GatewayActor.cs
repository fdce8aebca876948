using Luthien.Actors;

namespace LuthienProxy.Pipeline.Transactions;

/// <summary>The top of the product's actors, at <c>/user/gateway</c>: a fixed address for those outside, which passes on to the room that is meant.</summary>
sealed class GatewayActor(TransactionServices services) : ActorBase
{
    IActorRef? _transactions;

    protected override void PreStart() => _transactions = Context.ActorOf(Props.Create(() => new TransactionsActor(services)), "transactions");

    protected override ValueTask OnReceive(object message)
    {
        if (_transactions is { } transactions)
            Context.Forward(transactions, message);
        else
            Unhandled(message);
        return default;
    }
}
