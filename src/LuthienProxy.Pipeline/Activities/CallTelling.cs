using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Pipeline.Activities;

/// <summary>Tells what happens to a call, while somebody watches. While nobody does, each of these costs one look, and makes nothing.</summary>
static class CallTelling
{
    /// <summary>The call was taken.</summary>
    public static void TellOpened(this Exchange exchange)
    {
        if (exchange.Activity is not { IsWatched: true } activity)
            return;
        var (call, policies) = (exchange.Call, exchange.Call.Policies);
        activity.Publish(new CallOpened
        {
            At = exchange.Now,
            Call = exchange.Facts,
            Format = call.Format.Name,
            Kind = exchange.Agent.Kind,
            IsStream = call.IsStream,
            Path = call.Path,
            Policy = policies.Name is { } name ? new(name, policies.Version, policies.IsOverride) : null,
        });
    }

    /// <summary>It came to this state.</summary>
    public static void TellState(this Exchange exchange, TransactionState state)
    {
        if (exchange.Activity is { IsWatched: true } activity)
            activity.Publish(new CallMoved { At = exchange.Now, Call = exchange.Facts, State = state });
    }

    /// <summary>The first byte of the upstream's answer has come.</summary>
    public static void TellFirstByte(this Exchange exchange)
    {
        if (exchange.Activity is { IsWatched: true } activity)
            activity.Publish(new CallAnswered { At = exchange.Now, Call = exchange.Facts, AfterMs = exchange.Progress.Age.TotalMilliseconds });
    }

    /// <summary>A policy has decided.</summary>
    public static void TellDecision(this Exchange exchange, PolicyDecided decision)
    {
        if (exchange.Activity is { IsWatched: true } activity)
            activity.Publish(CallDecided.Of(exchange.Facts, exchange.Now, decision));
    }

    /// <summary>It has ended.</summary>
    public static void TellEnd(this Exchange exchange, TransactionOutcome outcome)
    {
        if (exchange.Activity is not { IsWatched: true } activity)
            return;
        var (reply, progress, error) = (exchange.Reply, exchange.Progress, Outcomes.ErrorOf(outcome));
        activity.Publish(new CallEnded
        {
            At = exchange.Now,
            Call = exchange.Facts,
            State = outcome.State,
            Status = reply.Status ?? (outcome is TransactionOutcome.Cancelled ? Endings.ClientClosedRequest : null),
            DurationMs = progress.Age.TotalMilliseconds,
            TimeToFirstByteMs = progress.TimeToFirstByte?.TotalMilliseconds,
            Tokens = exchange.Recorder?.Notes.Usage,
            StopReason = exchange.Recorder?.Notes.StopReason,
            ErrorCode = error?.Code,
            Error = error?.Message,
            BytesDelivered = reply.BytesDelivered,
        });
    }
}
