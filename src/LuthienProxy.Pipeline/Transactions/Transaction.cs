using Luthien.Streams;
using LuthienProxy.Policies.Requests;

namespace LuthienProxy.Pipeline.Transactions;

/// <summary>The messages a <see cref="TransactionActor"/> takes. None of them is sent per delta.</summary>
static class Transaction
{
    /// <summary>Go.</summary>
    public sealed record Begin
    {
        public static readonly Begin Instance = new();
    }

    /// <summary>The policies have seen the request.</summary>
    public sealed record Decided(RequestVerdict Verdict);

    /// <summary>What the call waited for came to nothing: its policies were cancelled, or no upstream answered, or its work failed.</summary>
    public sealed record WorkFailed(Exception Cause);

    /// <summary>The client could not be given a sign of life.</summary>
    public sealed record ClientUnreachable(Exception Cause);

    /// <summary>The head of the upstream's answer has come.</summary>
    public sealed record Connected(HttpResponseMessage Response);

    /// <summary>The body of an upstream's error, or of a relayed answer, was sent to the client.</summary>
    public sealed record Relayed(int Status);

    /// <summary>The graph has ended.</summary>
    public sealed record StreamEnded(StreamResult Result);

    /// <summary>The client has left.</summary>
    public sealed record ClientLeft
    {
        public static readonly ClientLeft Instance = new();
    }

    /// <summary>The work of a call that is to end takes too long to stop.</summary>
    public sealed record Overdue
    {
        public static readonly Overdue Instance = new();
    }

    /// <summary>It is time to look at the deadlines.</summary>
    public sealed record DeadlineDue
    {
        public static readonly DeadlineDue Instance = new();
    }

    /// <summary>End the call, validly, as <paramref name="Outcome"/> says: now, or once what is under way in it has gone through, for which it has <paramref name="Grace"/>.</summary>
    public sealed record Interrupt(TransactionOutcome Outcome, TimeSpan? Grace = null)
    {
        /// <summary>The gateway stops.</summary>
        public static readonly Interrupt Stopping = new(Outcomes.Stopping);
    }
}
