using LuthienProxy.LoadTest.Soaking;

namespace LuthienProxy.LoadTest.Tests.Soaking;

/// <summary>A rise is told from what scatters.</summary>
[Trait("Spec", "000-57")]
public sealed class SlopeSpec
{
    // Up and down by turns, so that the scatter is known.
    static Slope Of(double rise, double scatter, int points) =>
        Slope.Of([.. Enumerable.Range(0, points).Select(i => (1000.0 * i, 5e6 + (rise * 1000 * i) + (i % 2 == 0 ? scatter : -scatter)))]);

    [Fact]
    public void A_line_without_scatter_must_be_met_exactly()
    {
        var slope = Of(rise: 40, scatter: 0, points: 8);
        slope.Rise.ShouldBe(40, 1e-6);
        (slope.Most - slope.Least).ShouldBe(0, 1e-6);
    }

    [Fact]
    public void The_interval_must_be_that_of_the_textbook()
    {
        // Anscombe's first quartet: slope 0.5001, standard error 0.1179, nine degrees of freedom.
        (double X, double Y)[] anscombe = [(10, 8.04), (8, 6.95), (13, 7.58), (9, 8.81), (11, 8.33), (14, 9.96), (6, 7.24), (4, 4.26), (12, 10.84), (7, 4.82), (5, 5.68)];
        var slope = Slope.Of(anscombe);
        slope.Rise.ShouldBe(0.5001, 1e-4);
        slope.Least.ShouldBe(0.5001 - (2.262 * 0.1179), 1e-3);
        slope.Most.ShouldBe(0.5001 + (2.262 * 0.1179), 1e-3);
    }

    [Fact]
    public void What_only_scatters_must_not_be_called_a_rise() => Of(rise: 0, scatter: 300_000, points: 9).Least.ShouldBeLessThan(0);

    [Fact]
    public void A_rise_must_show_through_what_scatters() => Of(rise: 250, scatter: 100_000, points: 9).Least.ShouldBeGreaterThan(100);
}
