using System.Collections.Frozen;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Luthien.Hocon;

/// <summary>A number of bytes as HOCON writes it: <c>512</c>, <c>64k</c>, <c>10MiB</c>, <c>1.5 GB</c>. Never negative.</summary>
/// <remarks>
/// kB, MB, GB, TB, PB, EB are powers of ten; K, k, Ki, KiB, M, m, Mi, MiB and so on are powers of two; long names are lower case
/// (megabytes, mebibytes). The stock configuration binder reads it through its type converter. <c>default</c> is zero.
/// </remarks>
[TypeConverter(typeof(ParsableConverter<ByteSize>))]
public readonly record struct ByteSize : IParsable<ByteSize>, IComparable<ByteSize>
{
    static readonly string[] _decimalPrefixes = ["kilo", "mega", "giga", "tera", "peta", "exa"];
    static readonly string[] _binaryPrefixes = ["kibi", "mebi", "gibi", "tebi", "pebi", "exbi"];
    static readonly FrozenDictionary<string, decimal> _units = Units();

    /// <summary>A size of so many bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bytes"/> is negative.</exception>
    public ByteSize(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        Bytes = bytes;
    }

    /// <summary>The number of bytes.</summary>
    public long Bytes { get; }

    /// <summary>Reads the HOCON form; fractions of a byte are rounded.</summary>
    /// <exception cref="FormatException">The text is no size or does not fit 63 bits.</exception>
    public static ByteSize Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var result) ? result : throw new FormatException($"'{s}' is not a size such as 512, 64k, 10MiB or 1.5GB");

    /// <inheritdoc cref="Parse(string, IFormatProvider?)"/>
    public static ByteSize Parse(string s) => Parse(s, null);

    /// <summary>Reads the HOCON form; false instead of an exception.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ByteSize result)
    {
        var bytes = 0L;
        var read = UnitText.TrySplit(s, out var number, out var unit) && _units.TryGetValue(unit, out var factor)
            && UnitText.TryScale(number, factor, out bytes);
        result = new ByteSize(bytes);
        return read;
    }

    /// <summary>Smaller first.</summary>
    public int CompareTo(ByteSize other) => Bytes.CompareTo(other.Bytes);

    /// <summary>Whether the left is smaller.</summary>
    public static bool operator <(ByteSize left, ByteSize right) => left.Bytes < right.Bytes;

    /// <summary>Whether the left is larger.</summary>
    public static bool operator >(ByteSize left, ByteSize right) => left.Bytes > right.Bytes;

    /// <summary>Whether the left is not larger.</summary>
    public static bool operator <=(ByteSize left, ByteSize right) => left.Bytes <= right.Bytes;

    /// <summary>Whether the left is not smaller.</summary>
    public static bool operator >=(ByteSize left, ByteSize right) => left.Bytes >= right.Bytes;

    /// <summary>The largest binary unit without a fraction: <c>10MiB</c>, <c>1500B</c>.</summary>
    public override string ToString()
    {
        var power = 0;
        var count = Bytes;
        while (count != 0 && count % 1024 == 0 && power < _binaryPrefixes.Length)
        {
            count /= 1024;
            power++;
        }
        return string.Create(CultureInfo.InvariantCulture, $"{count}{(power == 0 ? "" : $"{"KMGTPE"[power - 1]}i")}B");
    }

    static FrozenDictionary<string, decimal> Units()
    {
        var units = new Dictionary<string, decimal>(StringComparer.Ordinal) { [""] = 1, ["B"] = 1, ["b"] = 1, ["byte"] = 1, ["bytes"] = 1 };
        var (ten, two) = (1m, 1m);
        for (var i = 0; i < _decimalPrefixes.Length; i++)
        {
            ten *= 1000;
            two *= 1024;
            var letter = "KMGTPE"[i];
            units[$"{(i == 0 ? 'k' : letter)}B"] = units[$"{_decimalPrefixes[i]}byte"] = units[$"{_decimalPrefixes[i]}bytes"] = ten;
            units[$"{letter}"] = units[$"{char.ToLowerInvariant(letter)}"] = units[$"{letter}i"] = units[$"{letter}iB"] = two;
            units[$"{_binaryPrefixes[i]}byte"] = units[$"{_binaryPrefixes[i]}bytes"] = two;
        }
        return units.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
