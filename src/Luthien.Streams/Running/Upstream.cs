namespace Luthien.Streams;

/// <summary>What feeds a chain of fused stages, as these see it: it may be cancelled, or asked to end. Safe to call from any thread.</summary>
abstract class Upstream(StreamRun run)
{
    internal StreamRun Run { get; } = run;

    /// <summary>True when what the chain would still push is not wanted.</summary>
    internal abstract bool IsCancelled { get; }

    /// <summary>A stage of the chain wants no more and has dealt with what is below it.</summary>
    internal abstract void Cancel(Exception cause);

    /// <summary>
    /// Asks for an end that does not come from an element: when the chain is at rest, all above <paramref name="at"/> is cancelled and all
    /// below it completes, or fails with <paramref name="failure"/>. With no stage given the whole chain sees the end. The first call wins.
    /// </summary>
    /// <returns>False when an end is under way already.</returns>
    internal abstract bool End(Stage? at, Exception? failure);
}
