using System.Data.Common;
using System.Net.Sockets;

namespace LuthienProxy.Storage.Nodes;

/// <summary>This node: what it says of itself, and how the database takes that. Thread-safe.</summary>
/// <param name="report">What there is to say now; asked at every heartbeat.</param>
/// <param name="time">Its clock.</param>
public sealed class NodeSelf(Func<NodeReport> report, TimeProvider time)
{
    volatile HeartbeatStatus? _heartbeat;

    /// <summary>When the process began, by its own clock.</summary>
    public DateTimeOffset StartedAt { get; } = time.GetUtcNow();

    /// <summary>What it says of itself now.</summary>
    public NodeReport Report => report();

    /// <summary>How the last heartbeat was taken; null before the first.</summary>
    public HeartbeatStatus? Heartbeat => _heartbeat;

    internal void Taken(long began) => Set(isTaken: true, began, null);

    internal void Refused(long began, Exception cause) => Set(isTaken: false, began, Reason(cause));

    void Set(bool isTaken, long began, string? reason)
    {
        var since = _heartbeat is { } before && before.IsTaken == isTaken ? before.Since : time.GetUtcNow();
        _heartbeat = new(isTaken, since, time.GetElapsedTime(began), reason);
    }

    // The drivers' own words name hosts and users.
    static string Reason(Exception cause) => cause switch
    {
        { InnerException: SocketException socket } => $"the database cannot be reached ({socket.SocketErrorCode})",
        TimeoutException or { InnerException: TimeoutException } => "the database does not answer in time",
        DbException { SqlState: { } state } => $"the database refuses (SQLSTATE {state})",
        _ => $"the database cannot be used ({cause.GetType().Name})",
    };
}
