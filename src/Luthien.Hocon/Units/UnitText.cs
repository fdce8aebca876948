using System.Globalization;

namespace Luthien.Hocon;

/// <summary>Splits <c>1.5 days</c> into a number and a unit. Exact: the number is a decimal, never a double.</summary>
static class UnitText
{
    public static bool TrySplit(string? text, out decimal number, out string unit)
    {
        var trimmed = (text ?? "").Trim();
        var digits = trimmed.TakeWhile(c => char.IsAsciiDigit(c) || c == '.').Count();
        unit = trimmed[digits..].TrimStart();
        return decimal.TryParse(trimmed[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>Rounds a product to whole steps; false where it does not fit.</summary>
    public static bool TryScale(decimal number, decimal factor, out long result)
    {
        result = 0;
        // The factors are at most 2^60, so what passes here cannot overflow the decimal either.
        if (number > long.MaxValue || number * factor > long.MaxValue)
            return false;
        result = (long)Math.Round(number * factor);
        return true;
    }
}
