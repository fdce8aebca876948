using System.Globalization;

namespace LuthienProxy.Cli.Output;

/// <summary>Numbers as people read them.</summary>
static class Humane
{
    static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB"];

    /// <summary>A count, with separators.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A count of something: 1 call, 2 calls.</summary>
    public static string Count(long count, string thing) => $"{Count(count)} {thing}{(count == 1 ? "" : "s")}";

    /// <summary>A time that something took or lasts; a dash when nobody knows.</summary>
    public static string Duration(double? milliseconds) => milliseconds switch
    {
        null => "-",
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds * 1000:0}µs"),
        < 1_000 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.#}ms"),
        < 59_950 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1_000:0.0}s"),
        < 3_599_500 => Two(milliseconds.Value / 1_000, 'm', 60, 's'),
        < 86_370_000 => Two(milliseconds.Value / 60_000, 'h', 60, 'm'),
        _ => Two(milliseconds.Value / 3_600_000, 'd', 24, 'h'),
    };

    // Rounded before it is taken apart: 59.9 s and a bit is a minute.
    static string Two(double small, char greatUnit, int inGreat, char smallUnit)
    {
        var (great, rest) = Math.DivRem((long)Math.Round(small), inGreat);
        return string.Create(CultureInfo.InvariantCulture, $"{great}{greatUnit}{rest:00}{smallUnit}");
    }

    /// <summary>A size.</summary>
    public static string Bytes(long bytes)
    {
        var (size, unit) = ((double)bytes, 0);
        for (; size >= 1024 && unit < Units.Length - 1; unit++)
            size /= 1024;
        return string.Create(CultureInfo.InvariantCulture, $"{size:0.#}{Units[unit]}");
    }

    /// <summary>The time of day, with the day where it is another one.</summary>
    public static string Moment(DateTimeOffset at, DateTimeOffset now) =>
        at.ToLocalTime().ToString(at.ToLocalTime().Date == now.ToLocalTime().Date ? "HH:mm:ss" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
