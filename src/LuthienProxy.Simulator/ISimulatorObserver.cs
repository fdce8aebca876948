namespace LuthienProxy.Simulator;

/// <summary>Hears what happens to each call. Called on the call's own thread; must be thread-safe and must not block or throw.</summary>
public interface ISimulatorObserver
{
    /// <summary>The request is here in full; nothing was answered yet.</summary>
    void Arrived(SimulatorRequest request);

    /// <summary>The headers left.</summary>
    void HeadersSent(SimulatorRequest request);

    /// <summary>The <paramref name="count"/>-th event of a stream (from 1) was written; whether it was flushed is the pacing's business.</summary>
    void EventSent(SimulatorRequest request, int count);

    /// <summary>The call is over.</summary>
    void Ended(SimulatorRequest request, CallEnding ending);
}
