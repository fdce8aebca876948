namespace LuthienProxy.Benchmarks.Control.Scoring;

/// <summary>The 95 % interval of Wilson for a share: what a share of so few says of the whole.</summary>
/// <param name="Low">Its lower end.</param>
/// <param name="High">Its upper end.</param>
sealed record Wilson(double Low, double High)
{
    const double Z = 1.959963984540054;

    /// <summary>The interval of <paramref name="hits"/> of <paramref name="all"/>; everything where there are none.</summary>
    public static Wilson Of(int hits, int all)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hits, all);
        if (all == 0)
            return new(0, 1);
        double n = all, p = hits / n, z2 = Z * Z;
        var middle = (p + (z2 / (2 * n))) / (1 + (z2 / n));
        var half = Z * Math.Sqrt((p * (1 - p) / n) + (z2 / (4 * n * n))) / (1 + (z2 / n));
        // Rounding must not push the ends past what was seen.
        return new(hits == 0 ? 0 : Math.Clamp(middle - half, 0, p), hits == all ? 1 : Math.Clamp(middle + half, p, 1));
    }
}
