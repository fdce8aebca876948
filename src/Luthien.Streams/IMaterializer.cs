namespace Luthien.Streams;

/// <summary>Turns recipes into runs. One per actor system, or one per process: never one per stream.</summary>
/// <remarks>Safe to use from any thread.</remarks>
public interface IMaterializer
{
    /// <summary>The clock of every timeout and timer.</summary>
    TimeProvider Time { get; }

    /// <summary>How many elements a busy source pushes before it lets others have its thread.</summary>
    int EventLimit { get; }

    /// <summary>How many runs have begun and not ended: for gauges, and for tests that nothing leaks.</summary>
    long LiveRuns { get; }

    /// <summary>A run begins or ends.</summary>
    /// <param name="change">1 or -1.</param>
    internal void Count(int change);
}
