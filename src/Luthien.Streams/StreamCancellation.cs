namespace Luthien.Streams;

/// <summary>A reason for a cancellation that is nobody's failure. Carried upstream as a cause, never thrown.</summary>
public sealed class StreamCancellation : Exception
{
    /// <summary>Downstream has all the elements it wants.</summary>
    public static StreamCancellation NoMoreElementsNeeded { get; } = new("No more elements are needed.");

    /// <summary>A kill switch asked for a graceful end.</summary>
    public static StreamCancellation Shutdown { get; } = new("The stream was shut down.");

    StreamCancellation(string message)
        : base(message)
    {
    }
}
