using System.Collections.Immutable;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Pipeline.Recording;

/// <summary>A call's outcome as the last event of its record.</summary>
static class Endings
{
    /// <summary>What stands for a status that the client did not wait for (nginx's number).</summary>
    public const int ClientClosedRequest = 499;

    public static TransactionEnded Of(Exchange exchange, TransactionOutcome outcome) => outcome switch
    {
        TransactionOutcome.Completed or TransactionOutcome.Relayed => new Completed(Summary(exchange, null)),
        TransactionOutcome.Blocked blocked => new Blocked(Summary(exchange, blocked.Error)),
        TransactionOutcome.ErrorInAnswer answered => new Failed(Summary(exchange, answered.Error)),
        TransactionOutcome.Failed failed => new Failed(Summary(exchange, failed.Error)),
        TransactionOutcome.Interrupted interrupted => new Interrupted(Summary(exchange, interrupted.Error)),
        TransactionOutcome.Cancelled => new Cancelled(Summary(exchange, null) with { Status = exchange.Reply.Status ?? ClientClosedRequest }),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    static TransactionSummary Summary(Exchange exchange, GatewayError? error)
    {
        var (reply, progress, notes) = (exchange.Reply, exchange.Progress, exchange.Recorder!.Notes);
        return new()
        {
            Status = reply.Status,
            BytesReceived = progress.BytesReceived,
            BytesDelivered = reply.BytesDelivered,
            TimeToFirstByte = progress.TimeToFirstByte,
            Duration = progress.Age,
            StopReason = notes.StopReason,
            Usage = notes.Usage,
            Repairs = reply.Repairs.Total == 0 ? ImmutableSortedDictionary<string, int>.Empty : reply.Repairs.NonZero.ToImmutableSortedDictionary(repair => repair.Key.ToString(), repair => repair.Value),
            ErrorCode = error?.Code,
            Error = error?.Message,
        };
    }
}
