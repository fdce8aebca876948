using System.Globalization;

namespace LuthienProxy.LoadTest.Commands;

/// <summary>Times as people write them: <c>20ms</c>, <c>1.5s</c>, <c>5m</c>, <c>1h</c>, and <c>0</c>.</summary>
static class Duration
{
    static readonly (string Unit, TimeSpan Length)[] Units =
        [("ms", TimeSpan.FromMilliseconds(1)), ("s", TimeSpan.FromSeconds(1)), ("m", TimeSpan.FromMinutes(1)), ("h", TimeSpan.FromHours(1))];

    /// <summary>The time that the words say; null when they say none.</summary>
    public static TimeSpan? Parse(string words)
    {
        if (words == "0")
            return TimeSpan.Zero;
        foreach (var (unit, length) in Units)
        {
            if (words.EndsWith(unit, StringComparison.Ordinal) && double.TryParse(words[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= 1e7)
                return length * number;
        }
        return null;
    }

    /// <summary>The time in the largest unit that says it without a fraction.</summary>
    public static string Text(TimeSpan time)
    {
        if (time == TimeSpan.Zero)
            return "0";
        var (unit, length) = Units.LastOrDefault(unit => time.Ticks % unit.Length.Ticks == 0, Units[0]);
        return string.Create(CultureInfo.InvariantCulture, $"{time / length:0.###}{unit}");
    }
}
