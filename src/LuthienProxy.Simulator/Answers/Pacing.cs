namespace LuthienProxy.Simulator;

/// <summary>When the pieces of an answer leave.</summary>
public sealed record Pacing
{
    /// <summary>As fast as the socket takes it, one flush per event.</summary>
    public static Pacing AtOnce { get; } = new();

    /// <summary>Wait before the status line.</summary>
    public TimeSpan BeforeHeaders { get; init; }

    /// <summary>Wait between the headers and the first event (or the body).</summary>
    public TimeSpan BeforeFirstEvent { get; init; }

    /// <summary>Period between two content deltas; zero is none. At least a millisecond otherwise.</summary>
    public TimeSpan Every { get; init; }

    /// <summary>Flush after each event (as providers do), or only when the buffer is full or a wait begins.</summary>
    public bool FlushEach { get; init; } = true;

    /// <summary>A gate that a test opens event by event.</summary>
    public StreamGate? Gate { get; init; }
}
