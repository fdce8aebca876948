using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Pipeline.Transactions;

/// <summary>How a transaction ended. A closed choice: match it with a <c>switch</c>.</summary>
public abstract record TransactionOutcome
{
    TransactionOutcome(TransactionState state) => State = state;

    /// <summary>The terminal state.</summary>
    public TransactionState State { get; }

    /// <summary>The client has the whole answer.</summary>
    public sealed record Completed() : TransactionOutcome(TransactionState.Completed);

    /// <summary>The upstream refused before answering; the client has its status, headers and body as they came.</summary>
    public sealed record Relayed(int Status) : TransactionOutcome(TransactionState.Completed);

    /// <summary>The provider ended its own answer with an error event; the client has it.</summary>
    public sealed record ErrorInAnswer(GatewayError Error) : TransactionOutcome(TransactionState.Failed);

    /// <summary>A policy stopped the call before its upstream was asked, or in mid-answer; the client is told <paramref name="Error"/>.</summary>
    public sealed record Blocked(GatewayError Error) : TransactionOutcome(TransactionState.Blocked);

    /// <summary>No whole answer could be had; the client is told <paramref name="Error"/>.</summary>
    public sealed record Failed(GatewayError Error, Exception? Cause = null) : TransactionOutcome(TransactionState.Failed);

    /// <summary>The client left; recorded with status 499.</summary>
    public sealed record Cancelled() : TransactionOutcome(TransactionState.Cancelled);

    /// <summary>The gateway stops; the client is told <paramref name="Error"/>.</summary>
    public sealed record Interrupted(GatewayError Error) : TransactionOutcome(TransactionState.Interrupted);
}
