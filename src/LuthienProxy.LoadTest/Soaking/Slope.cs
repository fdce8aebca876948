using System.Runtime.InteropServices;

namespace LuthienProxy.LoadTest.Soaking;

/// <summary>How steeply something rises: the line of least squares, and the interval that holds the true one in 95 of 100 cases, if what scatters is independent.</summary>
/// <param name="Rise">Per unit.</param>
/// <param name="Least">Where the interval begins.</param>
/// <param name="Most">Where it ends.</param>
[StructLayout(LayoutKind.Auto)]
readonly record struct Slope(double Rise, double Least, double Most)
{
    // Student's t, two-sided 95 %, by degrees of freedom from 1 on.
    static readonly double[] Quantiles =
        [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042];

    const double Normal = 1.96;

    /// <summary>Of at least three points.</summary>
    public static Slope Of(IReadOnlyList<(double X, double Y)> points)
    {
        var (n, meanX, meanY) = (points.Count, points.Average(point => point.X), points.Average(point => point.Y));
        var spread = points.Sum(point => (point.X - meanX) * (point.X - meanX));
        var rise = points.Sum(point => (point.X - meanX) * (point.Y - meanY)) / spread;
        var rest = points.Sum(point => Math.Pow(point.Y - meanY - (rise * (point.X - meanX)), 2));
        var half = Quantile(n - 2) * Math.Sqrt(rest / (n - 2) / spread);
        return new(rise, rise - half, rise + half);
    }

    static double Quantile(int freedom) => freedom <= Quantiles.Length ? Quantiles[freedom - 1] : Normal;
}
