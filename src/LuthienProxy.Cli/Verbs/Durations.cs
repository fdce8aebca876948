using System.Globalization;

namespace LuthienProxy.Cli.Verbs;

/// <summary>Times as people write them.</summary>
static class Durations
{
    static readonly (string Unit, double Milliseconds)[] Units = [("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000)];

    /// <summary><c>500ms</c>, <c>30s</c>, <c>5m</c>, <c>2h</c>, <c>1d</c>; a bare number are seconds. Null for anything else.</summary>
    public static TimeSpan? Parse(string text)
    {
        var digits = text.TakeWhile(c => char.IsAsciiDigit(c) || c == '.').Count();
        var unit = Array.Find(Units, unit => unit.Unit == (digits == text.Length ? "s" : text[digits..]));
        return unit.Unit is not null && double.TryParse(text.AsSpan(0, digits), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number * unit.Milliseconds < TimeSpan.MaxValue.TotalMilliseconds / 2
            ? TimeSpan.FromMilliseconds(number * unit.Milliseconds)
            : null;
    }
}
