using Luthien.Streams;
using LuthienProxy.Pipeline.Delivery;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Pipeline.Upstreams;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Pipeline.Transactions;

/// <summary>Reads the outcome of a call off what its work left behind.</summary>
static class Outcomes
{
    /// <summary>The gateway stops before the call could end.</summary>
    public static TransactionOutcome Stopping { get; } =
        new TransactionOutcome.Interrupted(new GatewayError(ErrorKind.Unavailable, "The gateway is stopping; please repeat the call.") { Code = "gateway_stopping" });

    /// <summary>An administrator ended the call. Clients are told so in the one kind that none of them repeats by itself.</summary>
    public static TransactionOutcome EndedBy(string administrator) =>
        new TransactionOutcome.Interrupted(new GatewayError(ErrorKind.Blocked, $"This call was ended by {administrator}.") { Code = "ended_by_administrator" });

    /// <summary>The call's actor died before the call had ended.</summary>
    public static TransactionOutcome Crashed { get; } =
        new TransactionOutcome.Failed(new GatewayError(ErrorKind.Internal, "The gateway failed in this call.") { Code = "gateway_error" });

    /// <summary>The gateway runs as many calls as it may.</summary>
    public static TransactionOutcome Full { get; } =
        new TransactionOutcome.Failed(new GatewayError(ErrorKind.Unavailable, "The gateway runs as many calls as it may (server.max-calls); please repeat the call later.") { Code = "gateway_full" });

    /// <summary>Nothing may be delivered that is not committed, and the journal does not commit.</summary>
    public static TransactionOutcome NotRecorded { get; } =
        new TransactionOutcome.Failed(new GatewayError(ErrorKind.Unavailable, "The call cannot be recorded now, and unrecorded calls are not allowed (journal.mode); please repeat it later.") { Code = "journal_unavailable" });

    public static TransactionOutcome OfStream(StreamOutcome outcome, Reply reply) => outcome switch
    {
        // The last flush failed: the end was written, and the client does not have it.
        StreamOutcome.Failed { Cause: JournalUnavailableException or ClientGoneException } failed => OfFailure(failed.Cause),
        _ when reply.Stop is { } error => new TransactionOutcome.Blocked(error),
        _ when reply.UpstreamError is { } error => new TransactionOutcome.ErrorInAnswer(error),
        _ when reply.HasEnded => new TransactionOutcome.Completed(),
        StreamOutcome.Failed failed => OfFailure(failed.Cause),
        // The upstream's stream ended cleanly, and without the format's end: never let it look complete (H7, I-33).
        _ => new TransactionOutcome.Failed(Truncated),
    };

    public static TransactionOutcome OfFailure(Exception cause) => cause switch
    {
        ClientGoneException => new TransactionOutcome.Cancelled(),
        UpstreamException upstream => new TransactionOutcome.Failed(upstream.Failure.Error, upstream.Failure.Cause),
        JournalUnavailableException => NotRecorded,
        MalformedResponseException malformed => new TransactionOutcome.Failed(FailureMap.Malformed(malformed).Error, malformed),
        AggregateException { InnerExceptions: [var first, ..] } => OfFailure(first),
        _ => new TransactionOutcome.Failed(((TransactionOutcome.Failed)Crashed).Error, cause),
    };

    /// <summary>The error that a call ended with; null where it ended without one.</summary>
    public static GatewayError? ErrorOf(TransactionOutcome outcome) => outcome switch
    {
        TransactionOutcome.Blocked blocked => blocked.Error,
        TransactionOutcome.ErrorInAnswer answered => answered.Error,
        TransactionOutcome.Failed failed => failed.Error,
        TransactionOutcome.Interrupted interrupted => interrupted.Error,
        _ => null,
    };

    static GatewayError Truncated { get; } = new(ErrorKind.Upstream, "The upstream's answer ended before it was complete.") { Code = "upstream_truncated" };
}
