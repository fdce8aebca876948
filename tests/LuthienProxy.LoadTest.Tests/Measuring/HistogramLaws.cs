using FsCheck;
using FsCheck.Fluent;
using LuthienProxy.LoadTest.Measuring;

namespace LuthienProxy.LoadTest.Tests.Measuring;

/// <summary>Laws of the histogram, against the sorted values themselves.</summary>
[Trait("Spec", "000-56")]
public sealed class HistogramLaws
{
    static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(300);

    // Small ones, those of a latency, and those beyond what is told apart.
    static readonly Arbitrary<long[]> Values = Gen.OneOf(Gen.Choose(0, 300).Select(value => (long)value), Gen.Choose(0, int.MaxValue).Select(value => (long)value), Gen.Choose(1, 60).Select(bits => (1L << bits) - 1))
        .NonEmptyListOf().Select(values => values.ToArray()).ToArbitrary();

    static readonly double[] Shares = [0, 0.001, 0.25, 0.5, 0.9, 0.99, 0.999, 1];

    [Fact]
    public void A_quantile_must_be_at_least_the_exact_one_and_hardly_more() => Prop.ForAll(Values, values =>
    {
        var histogram = Of(values);
        long[] sorted = [.. values.Select(value => Math.Min(value, Histogram.Most)).Order()];
        return Array.TrueForAll(Shares, share =>
        {
            var exact = sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
            var told = histogram.Quantile(share);
            return told >= exact && told <= exact + Math.Ceiling(exact * Histogram.Precision);
        });
    }).Check(Config);

    [Fact]
    public void Count_smallest_largest_and_mean_must_be_exact() => Prop.ForAll(Values, values =>
    {
        var histogram = Of(values);
        long[] kept = [.. values.Select(value => Math.Min(value, Histogram.Most))];
        return histogram.Count == kept.Length && histogram.Min == kept.Min() && histogram.Max == kept.Max() && Math.Abs(histogram.Mean - kept.Average()) <= kept.Average() * 1e-9;
    }).Check(Config);

    [Fact]
    public void Two_added_must_be_as_one_of_all_values() => Prop.ForAll(Values, Values, (one, other) =>
    {
        var added = Of(one);
        added.Add(Of(other));
        return Told(added).SequenceEqual(Told(Of([.. one, .. other])));
    }).Check(Config);

    [Fact]
    public void The_order_of_values_must_not_matter() =>
        Prop.ForAll(Values, values => Told(Of(values)).SequenceEqual(Told(Of([.. values.Reverse()])))).Check(Config);

    [Fact]
    public void A_larger_share_must_have_no_smaller_quantile() => Prop.ForAll(Values, values =>
    {
        var histogram = Of(values);
        var told = Shares.Select(histogram.Quantile).ToList();
        return told.SequenceEqual(told.Order());
    }).Check(Config);

    [Fact]
    public void Nothing_recorded_must_be_all_zero()
    {
        var none = new Histogram();
        (none.Count, none.Min, none.Max, none.Mean, none.Quantile(0.5)).ShouldBe((0, 0, 0, 0, 0));
        none.Add(new());
        (none.Count, none.Min, none.Max).ShouldBe((0, 0, 0));
    }

    [Fact]
    public void What_is_negative_must_count_as_zero()
    {
        var histogram = Of([-5]);
        (histogram.Count, histogram.Min, histogram.Max).ShouldBe((1, 0, 0));
    }

    [Fact]
    public void Nothing_may_get_lost_when_many_record_at_once()
    {
        var histogram = new Histogram();
        Parallel.For(0, 8, part => Enumerable.Range(0, 10_000).ToList().ForEach(value => histogram.Record((value * 8) + part)));
        (histogram.Count, histogram.Min, histogram.Max).ShouldBe((80_000, 0, 79_999));
        histogram.Quantile(1).ShouldBe(79_999);
    }

    static Histogram Of(IEnumerable<long> values)
    {
        var histogram = new Histogram();
        foreach (var value in values)
            histogram.Record(value);
        return histogram;
    }

    static IEnumerable<double> Told(Histogram histogram) => [histogram.Count, histogram.Min, histogram.Max, histogram.Mean, .. Shares.Select(share => histogram.Quantile(share))];
}
