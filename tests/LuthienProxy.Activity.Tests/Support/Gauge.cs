using LuthienProxy.Pipeline.Activities;

namespace LuthienProxy.Activity.Tests.Support;

/// <summary>A call's progress as a test sets it.</summary>
sealed class Gauge : ICallGauge
{
    public long Bytes { get; set; }

    public long Deltas { get; set; }

    public TimeSpan Elapsed { get; set; }

    public bool HasEnded { get; set; }
}
