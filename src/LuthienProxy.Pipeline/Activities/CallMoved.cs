using LuthienProxy.Pipeline.Transactions;

namespace LuthienProxy.Pipeline.Activities;

/// <summary>A call came to its next state; how it ends is told by <see cref="CallEnded"/>.</summary>
public sealed record CallMoved : CallEvent
{
    /// <inheritdoc/>
    public override string Type => "transaction.state";

    /// <summary>Deciding, connecting or streaming.</summary>
    public required TransactionState State { get; init; }
}
