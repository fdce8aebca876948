namespace Luthien.Hocon.Parsing;

/// <summary>Recognises JSON numbers: <c>-1.50e+3</c> is one; <c>01</c>, <c>.5</c> and <c>5s</c> are text.</summary>
static class JsonNumber
{
    public static bool IsNumber(ReadOnlySpan<char> text)
    {
        var rest = text.StartsWith('-') ? text[1..] : text;
        var digits = Digits(rest);
        if (digits == 0 || (digits > 1 && rest[0] == '0'))
            return false;
        rest = rest[digits..];
        if (rest.StartsWith('.') && !TakeDigits(1, ref rest))
            return false;
        if (rest.Length > 0 && rest[0] is 'e' or 'E' && !TakeDigits(rest.Length > 1 && rest[1] is '+' or '-' ? 2 : 1, ref rest))
            return false;
        return rest.IsEmpty;
    }

    /// <summary>Takes a mark and the digits behind it; false when there are none.</summary>
    static bool TakeDigits(int mark, ref ReadOnlySpan<char> rest)
    {
        var digits = Digits(rest[mark..]);
        rest = rest[(mark + digits)..];
        return digits > 0;
    }

    static int Digits(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }
}
