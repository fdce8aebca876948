namespace LuthienProxy.LoadTest.Plans;

/// <summary>Numbers that follow from a seed and the number of a call (SplitMix64), without a generator's state per call.</summary>
struct Chance(ulong seed, int call)
{
    ulong _state = (seed * 0x9E3779B97F4A7C15) + ((ulong)call * 0xD1B54A32D192ED03);

    /// <summary>A number below <paramref name="limit"/>.</summary>
    public int Next(int limit)
    {
        _state += 0x9E3779B97F4A7C15;
        var word = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        word = (word ^ (word >> 27)) * 0x94D049BB133111EB;
        return (int)((word >> 33) % (ulong)limit);
    }
}
