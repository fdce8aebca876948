using System.Collections.Frozen;

namespace LuthienProxy.Activity.Publishing;

/// <summary>The catalogue of what the stream tells; docs/api.md describes each.</summary>
static class EventTypes
{
    /// <summary>Events are missing here.</summary>
    public const string Gap = "gap";

    /// <summary>How far a running call has come.</summary>
    public const string Progress = "transaction.progress";

    /// <summary>Between nodes only: where the sender's numbers stand, so that others see what they missed although nothing follows.</summary>
    public const string Position = "node.position";

    /// <summary>Nothing comes from another node any more.</summary>
    public const string PeerLost = "node.lost";

    /// <summary>Something comes again from a node that was lost.</summary>
    public const string PeerFound = "node.found";

    /// <summary>A node ends: nothing will come from it, and that is well.</summary>
    public const string Stopping = "node.stopping";

    const string Transaction = "transaction.";

    /// <summary>The terminal states, as the status filter names them.</summary>
    public static readonly FrozenSet<string> Statuses = FrozenSet.Create("completed", "blocked", "failed", "cancelled", "interrupted");

    /// <summary>What may be asked for.</summary>
    public static readonly FrozenSet<string> All = FrozenSet.Create(
    [
        "transaction.opened", "transaction.state", "transaction.first_byte", Progress, "policy.decided", "policy.activated", "node.started", Stopping, PeerLost, PeerFound, "dependency.state", Gap,
        .. Statuses.Select(status => Transaction + status),
    ]);

    /// <summary>Whether an event of this type tells that a call ended with this status.</summary>
    public static bool IsEnd(string type, string status) => type.Length == Transaction.Length + status.Length && type.StartsWith(Transaction, StringComparison.Ordinal) && type.EndsWith(status, StringComparison.Ordinal);
}
