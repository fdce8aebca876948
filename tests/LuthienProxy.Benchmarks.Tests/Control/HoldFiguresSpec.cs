using System.Diagnostics;
using LuthienProxy.Benchmarks.Control.Holding;

namespace LuthienProxy.Benchmarks.Tests.Control;

/// <summary>What is told of characters that wait is what they wait.</summary>
[Trait("Spec", "X-10")]
public sealed class HoldFiguresSpec
{
    static readonly long Ms = Stopwatch.Frequency / 1000;

    [Fact]
    public void Each_character_must_be_timed_by_the_deltas_that_it_left_and_came_in()
    {
        // "abc" leaves at 0 and "de" at 10; "ab" comes at 1 and "cde" at 12.
        var figures = HoldFigures.Of([(0, 3), (10 * Ms, 2)], [(1 * Ms, 2), (12 * Ms, 3)]);
        figures.Waits.Select(wait => Math.Round(wait, 6)).ShouldBe([1, 1, 2, 2, 12]);
        figures.FirstMs.ShouldBe(1, 0.000001);
        figures.Held.ShouldBe([1, 0]);
        (figures.Pieces, figures.Sent).ShouldBe((2, 2));
        figures.WaitAt(0.99).ShouldBe(12, 0.000001);
    }

    [Fact]
    public void Characters_that_are_missing_must_be_told() => Should.Throw<InvalidOperationException>(() => HoldFigures.Of([(0, 3)], [(1, 2)]));
}
