namespace LuthienProxy.Benchmarks.Compare.Measuring;

static class Median
{
    /// <summary>The middle one of the sorted values, or the mean of the two in the middle.</summary>
    public static double Of(IReadOnlyCollection<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
