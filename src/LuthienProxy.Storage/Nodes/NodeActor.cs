using System.Data.Common;
using Luthien.Actors;
using LuthienProxy.Storage.Stores;
using Microsoft.Extensions.Logging;

namespace LuthienProxy.Storage.Nodes;

/// <summary><c>/system/node</c>: says at every heartbeat that this node lives, and ends what dead ones have left open.</summary>
sealed class NodeActor : ReceiveActor
{
    readonly NodeRecords _records;
    readonly Recovery _recovery;
    readonly NodeOptions _options;
    readonly NodeSelf _self;
    readonly Func<bool> _isDrained;
    readonly ILogger _log;
    bool _isFailing;
    bool _hasLeft;

    /// <param name="records">What the database knows of nodes.</param>
    /// <param name="recovery">Ends what dead nodes left open.</param>
    /// <param name="options">Names and times.</param>
    /// <param name="self">What this node says of itself, and where it learns how that was taken.</param>
    /// <param name="isDrained">Whether this node's spool is empty: what a predecessor has left on it is truer than what recovery would conclude.</param>
    /// <param name="log">Where failures are told.</param>
    public NodeActor(NodeRecords records, Recovery recovery, NodeOptions options, NodeSelf self, Func<bool> isDrained, ILogger log)
    {
        (_records, _recovery, _options, _self, _isDrained, _log) = (records, recovery, options, self, isDrained, log);
        ReceiveAsync<Beat>(_ => OnBeatAsync());
        ReceiveAsync<Leave>(_ => OnLeaveAsync());
    }

    protected override void PreStart()
    {
        Context.Timers.StartTimerWithFixedDelay(nameof(Beat), Beat.Instance, _options.HeartbeatInterval);
        Self.Tell(Beat.Instance);
    }

    async ValueTask OnBeatAsync()
    {
        // A heartbeat that was due already would take the farewell back.
        if (_hasLeft)
            return;
        var began = Context.System.Time.GetTimestamp();
        try
        {
            await _records.BeatAsync(_self.Report, Context.Stopping);
            _self.Taken(began);
            if (_isDrained() && await _recovery.RunAsync(Context.Stopping) is > 0 and var count)
                NodeLog.Recovered(_log, count);
            if (_isFailing)
                NodeLog.HeartbeatReturns(_log);
            _isFailing = false;
        }
        catch (Exception cause) when (IsTheDatabases(cause))
        {
            _self.Refused(began, cause);
            // Said once; the next heartbeat tries again.
            if (!_isFailing)
                NodeLog.HeartbeatFails(_log, cause.Message);
            _isFailing = true;
        }
    }

    async ValueTask OnLeaveAsync()
    {
        var asker = Sender;
        Context.Timers.CancelAll();
        _hasLeft = true;
        try
        {
            await _records.LeaveAsync(Context.Stopping);
        }
        catch (Exception cause) when (IsTheDatabases(cause))
        {
            NodeLog.HeartbeatFails(_log, cause.Message);
        }
        asker.Tell(Left.Instance, Self);
    }

    static bool IsTheDatabases(Exception cause) => cause is DbException or StoreException or TimeoutException;

    /// <summary>It is time for a heartbeat.</summary>
    public sealed record Beat : IDeadLetterSuppression
    {
        public static Beat Instance { get; } = new();
    }

    /// <summary>The process ends in good order; answered with <see cref="Left"/>.</summary>
    public sealed record Leave
    {
        public static Leave Instance { get; } = new();
    }

    /// <summary>The database knows, or could not be told.</summary>
    public sealed record Left
    {
        public static Left Instance { get; } = new();
    }
}
