using System.Globalization;

namespace LuthienProxy.Cli.Output;

/// <summary>Numbers as people read them.</summary>
static class Humane
{
    static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB"];

    /// <summary>A count, with separators.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A time that something took or lasts; a dash when nobody knows.</summary>
    public static string Duration(double? milliseconds) => milliseconds switch
    {
        null => "-",
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds * 1000:0}µs"),
        < 1_000 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.#}ms"),
        < 60_000 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1_000:0.0}s"),
        < 3_600_000 => string.Create(CultureInfo.InvariantCulture, $"{(int)(milliseconds / 60_000)}m{milliseconds / 1_000 % 60:00}s"),
        < 86_400_000 => string.Create(CultureInfo.InvariantCulture, $"{(int)(milliseconds / 3_600_000)}h{(int)(milliseconds / 60_000) % 60:00}m"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)(milliseconds / 86_400_000)}d{(int)(milliseconds / 3_600_000) % 24:00}h"),
    };

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
