using System.Collections.Frozen;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Luthien.Hocon;

/// <summary>
/// A length of time as HOCON writes it: <c>250ms</c>, <c>5s</c>, <c>1.5 hours</c>, <c>infinite</c>; a bare number is milliseconds.
/// Never negative, exact to 100 ns.
/// </summary>
/// <remarks>
/// Units, lower case only: ns, us, ms, s, m, h, d and their long names (nano, nanos, nanosecond, nanoseconds and so on).
/// The stock configuration binder reads it through its type converter. <c>default</c> is zero.
/// </remarks>
[TypeConverter(typeof(ParsableConverter<Duration>))]
public readonly record struct Duration : IParsable<Duration>, IComparable<Duration>
{
    static readonly FrozenDictionary<string, decimal> _ticks = Units();

    readonly long _value;

    Duration(long ticks) => _value = ticks;

    /// <summary>Longer than every other duration; written <c>infinite</c>.</summary>
    public static Duration Infinite { get; } = new(long.MaxValue);

    /// <summary>Whether this is <see cref="Infinite"/>.</summary>
    public bool IsInfinite => _value == long.MaxValue;

    /// <summary>A finite duration.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is negative and not <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    public static Duration From(TimeSpan value)
    {
        if (value == Timeout.InfiniteTimeSpan)
            return Infinite;
        ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
        return new Duration(value.Ticks);
    }

    /// <summary>The framework's type; <see cref="Timeout.InfiniteTimeSpan"/> when infinite.</summary>
    public TimeSpan ToTimeSpan() => IsInfinite ? Timeout.InfiniteTimeSpan : TimeSpan.FromTicks(_value);

    /// <summary>Reads the HOCON form.</summary>
    /// <exception cref="FormatException">The text is no duration or is longer than about 29 000 years.</exception>
    public static Duration Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var result) ? result : throw new FormatException($"'{s}' is not a duration such as 250ms, 5s, 1.5h or infinite");

    /// <inheritdoc cref="Parse(string, IFormatProvider?)"/>
    public static Duration Parse(string s) => Parse(s, null);

    /// <summary>Reads the HOCON form; false instead of an exception.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Duration result)
    {
        result = Infinite;
        if (s?.Trim() == "infinite")
            return true;
        var read = UnitText.TrySplit(s, out var number, out var unit) & _ticks.TryGetValue(unit, out var factor);
        var ticks = 0L;
        read = read && UnitText.TryScale(number, factor, out ticks);
        result = new Duration(ticks);
        return read;
    }

    /// <summary>Shorter first; infinite last.</summary>
    public int CompareTo(Duration other) => _value.CompareTo(other._value);

    /// <summary>Whether the left is shorter.</summary>
    public static bool operator <(Duration left, Duration right) => left._value < right._value;

    /// <summary>Whether the left is longer.</summary>
    public static bool operator >(Duration left, Duration right) => left._value > right._value;

    /// <summary>Whether the left is not longer.</summary>
    public static bool operator <=(Duration left, Duration right) => left._value <= right._value;

    /// <summary>Whether the left is not shorter.</summary>
    public static bool operator >=(Duration left, Duration right) => left._value >= right._value;

    /// <summary>The shortest HOCON form that reads back as the same value.</summary>
    public override string ToString()
    {
        if (IsInfinite)
            return "infinite";
        foreach (var unit in (string[])["d", "h", "m", "s", "ms", "us"])
        {
            if (_value % _ticks[unit] == 0)
                return string.Create(CultureInfo.InvariantCulture, $"{_value / (long)_ticks[unit]}{unit}");
        }
        return string.Create(CultureInfo.InvariantCulture, $"{(Int128)_value * 100}ns");
    }

    static FrozenDictionary<string, decimal> Units()
    {
        (decimal Ticks, string[] Names)[] units =
        [
            (TimeSpan.TicksPerMillisecond, [""]),
            (0.01m, ["ns", "nano", "nanos", "nanosecond", "nanoseconds"]),
            (TimeSpan.TicksPerMicrosecond, ["us", "micro", "micros", "microsecond", "microseconds"]),
            (TimeSpan.TicksPerMillisecond, ["ms", "milli", "millis", "millisecond", "milliseconds"]),
            (TimeSpan.TicksPerSecond, ["s", "second", "seconds"]),
            (TimeSpan.TicksPerMinute, ["m", "minute", "minutes"]),
            (TimeSpan.TicksPerHour, ["h", "hour", "hours"]),
            (TimeSpan.TicksPerDay, ["d", "day", "days"]),
        ];
        return units.SelectMany(unit => unit.Names, (unit, name) => KeyValuePair.Create(name, unit.Ticks)).ToFrozenDictionary(StringComparer.Ordinal);
    }
}
