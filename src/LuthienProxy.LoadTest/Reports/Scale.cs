namespace LuthienProxy.LoadTest.Reports;

/// <summary>Where values lie on an axis, and which are written there.</summary>
/// <param name="Place">From 0 to 1.</param>
/// <param name="Marks">The values that are written, with their words.</param>
sealed record Scale(Func<double, double> Place, IReadOnlyList<(double Value, string Words)> Marks)
{
    const int WantedMarks = 5;

    /// <summary>Even steps from 0 to at least this value.</summary>
    public static Scale Linear(double most)
    {
        var step = NiceStep(Math.Max(most, 1e-9) / WantedMarks);
        var top = Math.Ceiling(Math.Max(most, 1e-9) / step) * step;
        var marks = Enumerable.Range(0, (int)Math.Round(top / step) + 1).Select(i => i * step).Select(value => (value, Words(value)));
        return new(value => Math.Clamp(value / top, 0, 1), [.. marks]);
    }

    /// <summary>Powers of ten around these values, which are larger than 0.</summary>
    public static Scale Logarithmic(double least, double most)
    {
        var low = (int)Math.Floor(Math.Log10(Math.Max(least, 1e-4)));
        var high = Math.Max(low + 1, (int)Math.Ceiling(Math.Log10(Math.Max(most, 1e-4))));
        var marks = Enumerable.Range(low, high - low + 1).Select(power => Math.Pow(10, power)).Select(value => (value, Words(value)));
        return new(value => Math.Clamp((Math.Log10(Math.Max(value, 1e-9)) - low) / (high - low), 0, 1), [.. marks]);
    }

    /// <summary>Shares, with as much room between 99 and 99.9 % as between 90 and 99.</summary>
    public static Scale Nines(double most)
    {
        static double Depth(double share) => -Math.Log10(Math.Max(1 - share, 1e-9));
        var deepest = Math.Max(1, Depth(most));
        (double Share, string Words)[] marks = [(0, "0"), (0.5, "50 %"), (0.9, "90 %"), (0.99, "99 %"), (0.999, "99.9 %"), (0.9999, "99.99 %"), (0.99999, "99.999 %")];
        return new(share => Math.Clamp(Depth(share) / deepest, 0, 1), [.. marks.Where(mark => mark.Share <= most)]);
    }

    // 1, 2 or 5 times a power of ten.
    static double NiceStep(double least)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return (least / power) switch
        {
            <= 1 => power,
            <= 2 => 2 * power,
            <= 5 => 5 * power,
            _ => 10 * power,
        };
    }

    static string Words(double value) => value >= 1e6 ? $"{value / 1e6:0.##} M" : value >= 1e4 ? $"{value / 1e3:0.##} k" : $"{value:0.####}";
}
