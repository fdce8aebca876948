namespace Luthien.Hocon;

/// <summary>A resolved value: a <see cref="HoconScalar"/>, a <see cref="HoconArray"/> or a <see cref="HoconObject"/>.</summary>
/// <remarks>Immutable, so safe to share between threads. A value that several substitutions refer to is the same instance.</remarks>
public abstract class HoconValue
{
    private protected HoconValue(HoconOrigin origin, long weight, int depth)
    {
        Origin = origin;
        Weight = weight;
        Depth = depth;
    }

    /// <summary>Where the value itself was written (for a substituted value: where the original stands).</summary>
    public HoconOrigin Origin { get; }

    /// <summary>How many values this one would print as, itself included.</summary>
    internal long Weight { get; }

    /// <summary>1 for a scalar, one more than its deepest child for a container.</summary>
    internal int Depth { get; }
}
