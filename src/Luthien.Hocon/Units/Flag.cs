using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace Luthien.Hocon;

/// <summary>A yes or no as HOCON writes it: <c>true</c>/<c>false</c>, <c>yes</c>/<c>no</c>, <c>on</c>/<c>off</c>, in any case.</summary>
/// <remarks>The stock configuration binder reads it through its type converter. <c>default</c> is off.</remarks>
/// <param name="IsOn">Whether it is on.</param>
[TypeConverter(typeof(ParsableConverter<Flag>))]
public readonly record struct Flag(bool IsOn) : IParsable<Flag>
{
    /// <summary>Reads the HOCON form.</summary>
    /// <exception cref="FormatException">The text is none of the six words.</exception>
    public static Flag Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var result) ? result : throw new FormatException($"'{s}' is none of true, false, yes, no, on, off");

    /// <inheritdoc cref="Parse(string, IFormatProvider?)"/>
    public static Flag Parse(string s) => Parse(s, null);

    /// <summary>Reads the HOCON form; false instead of an exception.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Flag result)
    {
        var word = s?.Trim().ToLowerInvariant();
        result = new Flag(word is "true" or "yes" or "on");
        return result.IsOn || word is "false" or "no" or "off";
    }

    /// <summary>Lets a flag stand where a condition does.</summary>
    public static implicit operator bool(Flag flag) => flag.IsOn;

    /// <summary>The flag of a condition.</summary>
    public static implicit operator Flag(bool value) => new(value);

    /// <summary><c>on</c> or <c>off</c>.</summary>
    public override string ToString() => IsOn ? "on" : "off";
}
