using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Pipeline.Transactions;

/// <summary>
/// The deadlines of one call, looked at by one timer: nothing is armed per delta, the flow only leaves timestamps behind.
/// </summary>
sealed class Deadlines(TransactionOptions options, Exchange exchange, TimeProvider time)
{
    static readonly TimeSpan Soonest = TimeSpan.FromMilliseconds(20);

    /// <summary>What has expired; null when nothing has.</summary>
    public TransactionOutcome? Expired => this switch
    {
        { ClientStall: var stall } when stall >= options.ClientStallTimeout => new TransactionOutcome.Cancelled(),
        { Age: var age } when age >= options.TotalTimeout => Timeout($"The call ran longer than {Text(options.TotalTimeout)} (timeouts.total)."),
        { AwaitsFirstByte: true, SinceAsked: var age } when age >= options.FirstByteTimeout =>
            Timeout($"The upstream did not answer within {Text(options.FirstByteTimeout)} (timeouts.first-byte)."),
        { AwaitsFirstByte: false, Silence: var silence } when silence >= options.IdleTimeout =>
            Timeout($"The upstream fell silent for {Text(options.IdleTimeout)} (timeouts.idle)."),
        _ => null,
    };

    /// <summary>When to look again: at the earliest moment at which something could expire.</summary>
    public TimeSpan Next
    {
        get
        {
            // The answer, or a flush, may begin right after this look: the next look must not come later than its own timeout allows.
            var flow = AwaitsFirstByte ? Min(options.FirstByteTimeout - SinceAsked, options.IdleTimeout) : options.IdleTimeout - Silence;
            var earliest = Min(Min(flow, options.TotalTimeout - Age), options.ClientStallTimeout - ClientStall);
            return earliest > Soonest ? earliest : Soonest;
        }
    }

    TimeSpan Age => exchange.Progress.Age;

    TimeSpan SinceAsked => exchange.Progress.SinceAsked;

    bool AwaitsFirstByte => !exchange.Progress.HasFirstByte;

    TimeSpan Silence => IsFlushing ? TimeSpan.Zero : exchange.Progress.Silence;

    bool IsFlushing => exchange.Reply.FlushingSince != 0;

    TimeSpan ClientStall => exchange.Reply.FlushingSince is not 0 and var since ? time.GetElapsedTime(since) : TimeSpan.Zero;

    static TransactionOutcome.Failed Timeout(string message) => new(new GatewayError(ErrorKind.Timeout, message) { Code = "upstream_timeout" });

    static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    static string Text(TimeSpan span) => span.TotalSeconds >= 1 ? $"{span.TotalSeconds:0.#} s" : $"{span.TotalMilliseconds:0} ms";
}
