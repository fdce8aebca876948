using System.Globalization;
using LuthienProxy.LoadTest.Measuring;
using LuthienProxy.LoadTest.Reports;

namespace LuthienProxy.LoadTest.Soaking;

/// <summary>What a soak came to. Immutable.</summary>
/// <param name="Samples">The end of the warm-up, and each round that counts.</param>
/// <param name="End">At the very end.</param>
/// <param name="Heap">Bytes of the live heap per call.</param>
/// <param name="Findings">What is not as it was; nothing when there is no leak.</param>
sealed record SoakReport(IReadOnlyList<SoakSample> Samples, SoakSample End, Slope Heap, IReadOnlyList<SoakFinding> Findings)
{
    /// <summary>Whether nothing leaks, and every answer was right.</summary>
    public bool IsClean => Findings.Count == 0;

    public static SoakReport Of(SoakPlan plan, IReadOnlyList<SoakSample> samples, SoakSample end, int places, int turnedAway, Figures figures)
    {
        var heap = Slope.Of([.. samples.Select(sample => ((double)sample.Calls, (double)sample.LiveBytes))]);
        var first = samples[0];
        return new(samples, end, heap,
        [
            .. If(heap.Least > plan.Tolerance, "heap", $"{heap.Rise:0.#} bytes stay of each call ({heap.Least:0.#} to {heap.Most:0.#} with 95 % confidence; {plan.Tolerance:0.#} are allowed)"),
            .. If(end.Handles > first.Handles + plan.SpareHandles, "handles", $"{first.Handles} before, {end.Handles} after"),
            .. If(end.Threads > first.Threads + plan.SpareThreads, "threads", $"{first.Threads} before, {end.Threads} after"),
            .. If(end.Actors > first.Actors, "actors", $"{first.Actors} before, {end.Actors} after"),
            .. If(places < SoakPlan.Places, "pages", $"{places} of {SoakPlan.Places} places are free"),
            .. If(turnedAway > 0, "pages", $"{turnedAway} were turned away though there were places"),
            .. figures.Failures.Select(failure => new SoakFinding("answers", $"{failure.Count} were wrong ({Words.Of(failure.Reason)}): {failure.First}")),
        ]);
    }

    static IEnumerable<SoakFinding> If(bool holds, string what, FormattableString words) => holds ? [new(what, words.ToString(CultureInfo.InvariantCulture))] : [];
}
