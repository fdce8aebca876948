using System.Numerics;

namespace Luthien.Actors;

/// <summary>How long an actor's messages took: a count for each quarter of a doubling, from 100 ns to some hours. Written in the turn only, read racily.</summary>
sealed class HandlingTimes
{
    const int QuarterBits = 2;
    const int Quarters = 1 << QuarterBits;
    const int Doublings = 36;

    readonly int[] _counts = new int[Doublings * Quarters];

    internal void Add(TimeSpan took, int weight) => _counts[PlaceOf(Math.Max(took.Ticks, 0))] += weight;

    /// <summary>How long 99 of 100 took at most, within a quarter.</summary>
    internal TimeSpan? P99()
    {
        var left = _counts.Sum(static count => (long)count);
        if (left == 0)
            return null;
        var above = left / 100;
        for (var place = _counts.Length - 1; ; place--)
        {
            above -= _counts[place];
            if (above < 0 || place == 0)
                return TimeSpan.FromTicks(EndOf(place));
        }
    }

    // The first few are one tick each; then the two bits behind the highest one tell the quarter.
    static int PlaceOf(long ticks)
    {
        if (ticks < Quarters)
            return (int)ticks;
        var doubling = BitOperations.Log2((ulong)ticks) - QuarterBits;
        return Math.Min((doubling << QuarterBits) + (int)(ticks >> doubling), (Doublings * Quarters) - 1);
    }

    static long EndOf(int place)
    {
        var doubling = Math.Max((place >> QuarterBits) - 1, 0);
        return (place - (doubling << QuarterBits) + 1L) << doubling;
    }
}
