namespace LuthienProxy.Pipeline.Activities;

/// <summary>How far a call has come: counters that the call's flow writes and a timer reads, so that a delta costs no event. Thread-safe; figures may lag.</summary>
public interface ICallGauge
{
    /// <summary>Bytes of the answer so far.</summary>
    long Bytes { get; }

    /// <summary>Events of the answer so far.</summary>
    long Deltas { get; }

    /// <summary>How long the call runs.</summary>
    TimeSpan Elapsed { get; }

    /// <summary>Whether it has ended: then nobody looks again.</summary>
    bool HasEnded { get; }
}
