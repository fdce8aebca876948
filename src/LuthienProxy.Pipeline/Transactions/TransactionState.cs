namespace LuthienProxy.Pipeline.Transactions;

/// <summary>Where a transaction stands. The last five are terminal.</summary>
public enum TransactionState
{
    /// <summary>Taken from the endpoint, nothing done yet.</summary>
    Admitted,

    /// <summary>Request policies decide.</summary>
    Deciding,

    /// <summary>Waiting for the head of the upstream's answer.</summary>
    Connecting,

    /// <summary>The answer flows.</summary>
    Streaming,

    /// <summary>The client has a whole answer, or the upstream's own error.</summary>
    Completed,

    /// <summary>A policy stopped the call.</summary>
    Blocked,

    /// <summary>No whole answer could be had; the client was told.</summary>
    Failed,

    /// <summary>The client left.</summary>
    Cancelled,

    /// <summary>The gateway stopped first; the client was told.</summary>
    Interrupted,
}
