using System.Data.Common;
using Luthien.Actors;
using LuthienProxy.Storage.Stores;
using Microsoft.Extensions.Logging;

namespace LuthienProxy.Storage.Retention;

/// <summary><c>/system/retention</c>: sweeps now and then. A run holds its turn: it has nothing else to do.</summary>
sealed class RetentionActor : ReceiveActor
{
    readonly RetentionSweep _sweep;
    readonly TimeSpan _interval;
    readonly ILogger _log;

    public RetentionActor(RetentionSweep sweep, TimeSpan interval, ILogger log)
    {
        (_sweep, _interval, _log) = (sweep, interval, log);
        ReceiveAsync<Sweep>(_ => OnSweepAsync());
    }

    protected override void PreStart() => Context.Timers.StartTimerWithFixedDelay(nameof(Sweep), Sweep.Instance, _interval);

    async ValueTask OnSweepAsync()
    {
        try
        {
            var deleted = (await _sweep.RunAsync(Context.Stopping)).Where(entry => entry.Value > 0).Select(entry => $"{entry.Value} {entry.Key}").ToList();
            if (deleted.Count > 0)
                RetentionLog.Deleted(_log, string.Join(", ", deleted));
        }
        catch (Exception cause) when (cause is DbException or StoreException or TimeoutException or IOException or UnauthorizedAccessException)
        {
            // What is left, the next run finds.
            RetentionLog.Fails(_log, cause.Message);
        }
        catch (OperationCanceledException) when (Context.Stopping.IsCancellationRequested)
        {
            // The process ends.
        }
    }

    /// <summary>It is time to look.</summary>
    public sealed record Sweep : IDeadLetterSuppression
    {
        public static Sweep Instance { get; } = new();
    }
}
