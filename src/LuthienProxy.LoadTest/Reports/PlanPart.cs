using LuthienProxy.LoadTest.Commands;
using LuthienProxy.LoadTest.Http;

namespace LuthienProxy.LoadTest.Reports;

/// <summary>What was to be done.</summary>
/// <param name="Target">The base URL that calls went to.</param>
/// <param name="Via">How: <c>url</c>, <c>gateway</c> (started by the run) or <c>direct</c> (the upstream itself).</param>
/// <param name="Profile">How the number of streams moved.</param>
/// <param name="Streams">The most of them.</param>
/// <param name="ForSeconds">How long calls were begun.</param>
/// <param name="MaxCalls">The most calls.</param>
/// <param name="Formats">The formats.</param>
/// <param name="Deltas">Deltas of each answer.</param>
/// <param name="Size">Characters of each delta.</param>
/// <param name="EveryMs">Time between two deltas; 0 is full speed.</param>
/// <param name="PlainPercent">Calls of 100 that did not stream.</param>
/// <param name="SlowPercent">Calls of 100 that were read slowly.</param>
/// <param name="LeavePercent">Streams of 100 that were left.</param>
/// <param name="Seed">What chance followed from.</param>
sealed record PlanPart(
    string Target, string Via, string Profile, int Streams, double ForSeconds, int MaxCalls, IReadOnlyList<string> Formats, int Deltas, int Size, double EveryMs,
    int PlainPercent, int SlowPercent, int LeavePercent, ulong Seed)
{
    public static PlanPart Of(RunSettings settings, Target target)
    {
        var plan = settings.Plan;
        var via = settings.IsDirect ? "direct" : settings.Gateway is null ? "url" : "gateway";
        return new(
            $"{target.Base}", via, Words.Of(plan.Profile.Kind), plan.Profile.Streams, plan.Profile.For.TotalSeconds, plan.MaxCalls, [.. plan.Formats.Select(Words.Of)], plan.Deltas, plan.Size,
            plan.Every.TotalMilliseconds, plan.PlainPercent, plan.SlowPercent, plan.LeavePercent, plan.Seed);
    }
}
