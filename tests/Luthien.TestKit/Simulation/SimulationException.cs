namespace Luthien.TestKit;

/// <summary>A simulated run failed; the seed repeats it.</summary>
public sealed class SimulationException : Exception
{
    /// <summary>With the seed and what failed.</summary>
    public SimulationException(int seed, Exception cause)
        : base($"Failed with seed {seed}: {cause?.Message}", cause) => Seed = seed;

    /// <summary>Without words.</summary>
    public SimulationException()
    {
    }

    /// <summary>With words.</summary>
    public SimulationException(string message)
        : base(message)
    {
    }

    /// <summary>With words and a cause.</summary>
    public SimulationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Repeats the run.</summary>
    public int Seed { get; }
}
