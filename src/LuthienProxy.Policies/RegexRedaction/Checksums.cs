namespace LuthienProxy.Policies.RegexRedaction;

/// <summary>The check digits that tell a number of its kind from any other number.</summary>
static class Checksums
{
    /// <summary>Payment cards (ISO/IEC 7812-1, annex B).</summary>
    public static bool IsLuhn(ReadOnlySpan<char> number)
    {
        var (sum, isSecond) = (0, false);
        for (var at = number.Length - 1; at >= 0; at--)
        {
            if (!char.IsAsciiDigit(number[at]))
                continue;
            var digit = (number[at] - '0') * (isSecond ? 2 : 1);
            sum += digit > 9 ? digit - 9 : digit;
            isSecond = !isSecond;
        }
        return sum % 10 == 0;
    }

    /// <summary>Bank accounts (ISO 13616: the number with its first four characters last, letters as two digits, is 1 modulo 97).</summary>
    public static bool IsIban(ReadOnlySpan<char> account)
    {
        Span<char> plain = stackalloc char[account.Length];
        var length = 0;
        foreach (var c in account)
            if (c != ' ')
                plain[length++] = c;
        var remainder = 0;
        for (var at = 0; at < length; at++)
        {
            var c = plain[(at + 4) % length];
            remainder = char.IsAsciiDigit(c) ? ((remainder * 10) + c - '0') % 97 : ((remainder * 100) + c - 'A' + 10) % 97;
        }
        return remainder == 1;
    }
}
