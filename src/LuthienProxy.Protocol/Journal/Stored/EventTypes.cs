namespace LuthienProxy.Protocol.Journal.Stored;

/// <summary>The stable names of events on record.</summary>
public static class EventTypes
{
    /// <summary><see cref="Journal.Opened"/>.</summary>
    public const string Opened = "opened";

    /// <summary><see cref="Journal.RequestReceived"/>.</summary>
    public const string RequestReceived = "request_received";

    /// <summary><see cref="Journal.RequestForwarded"/>.</summary>
    public const string RequestForwarded = "request_forwarded";

    /// <summary><see cref="Journal.UpstreamResponded"/>.</summary>
    public const string UpstreamResponded = "upstream_responded";

    /// <summary><see cref="Journal.OriginalSegment"/>.</summary>
    public const string OriginalSegment = "original_segment";

    /// <summary><see cref="Journal.DeliveredSegment"/>.</summary>
    public const string DeliveredSegment = "delivered_segment";

    /// <summary><see cref="Journal.PolicyDecided"/>.</summary>
    public const string PolicyDecided = "policy_decided";

    /// <summary><see cref="Journal.JudgeCalled"/>.</summary>
    public const string JudgeCalled = "judge_called";

    /// <summary><see cref="Journal.Completed"/>.</summary>
    public const string Completed = "completed";

    /// <summary><see cref="Journal.Blocked"/>.</summary>
    public const string Blocked = "blocked";

    /// <summary><see cref="Journal.Failed"/>.</summary>
    public const string Failed = "failed";

    /// <summary><see cref="Journal.Cancelled"/>.</summary>
    public const string Cancelled = "cancelled";

    /// <summary><see cref="Journal.Interrupted"/>.</summary>
    public const string Interrupted = "interrupted";

    /// <summary>Whether events of this type end a transaction.</summary>
    public static bool IsTerminal(string type) => type is Completed or Blocked or Failed or Cancelled or Interrupted;
}
