using System.Runtime.InteropServices;

namespace LuthienProxy.LoadTest.Plans;

/// <summary>What one call does; it follows from the run's seed and the call's number alone, so that two runs with one seed do the same.</summary>
/// <param name="Number">The call's number.</param>
/// <param name="Kind">Its format, and whether it asks for a stream.</param>
/// <param name="IsSlow">Whether its client reads slowly.</param>
/// <param name="LeaveAfter">After how many deltas the client leaves; null when it stays to the end.</param>
[StructLayout(LayoutKind.Auto)]
readonly record struct CallPlan(int Number, CallKind Kind, bool IsSlow, int? LeaveAfter)
{
    const int Whole = 100;

    /// <summary>The plan of the call with this number.</summary>
    public static CallPlan Of(LoadPlan plan, int number)
    {
        var chance = new Chance(plan.Seed, number);
        // In turn and not by chance: a short run has its share of each format.
        var format = plan.Formats[number % plan.Formats.Count];
        var isStreamed = chance.Next(Whole) >= plan.PlainPercent;
        var isSlow = chance.Next(Whole) < plan.SlowPercent;
        var leaves = isStreamed && plan.Deltas > 1 && chance.Next(Whole) < plan.LeavePercent;
        return new(number, new(format, isStreamed), isSlow, leaves ? 1 + chance.Next(plan.Deltas - 1) : null);
    }
}
