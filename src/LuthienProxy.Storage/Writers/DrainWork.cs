using LuthienProxy.Storage.Spool;

namespace LuthienProxy.Storage.Writers;

/// <summary>What the drain works with; outlives its incarnations.</summary>
sealed record DrainWork(
    JournalOptions Options, StoreGate Gate, CallLane Lane, EventSpool Spool, LostEnds LostEnds, Turnstile Turnstile, Breaker Breaker, OnceFlag Asked, CancellationToken Hurry)
{
    /// <summary>How long to wait after a try that failed.</summary>
    public TimeSpan NextTry(TimeSpan least) => Breaker.RetryIn is var wait && wait > least ? wait : least;
}
