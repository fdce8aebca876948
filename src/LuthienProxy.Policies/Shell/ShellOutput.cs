using System.Text;

namespace LuthienProxy.Policies.Shell;

/// <summary>What a command prints, where that can be known without running it.</summary>
static class ShellOutput
{
    /// <summary>The output; null when it is not known.</summary>
    public static string? Of(ShellCommand command) => command.Name switch
    {
        "echo" => string.Join(' ', command.Arguments.SkipWhile(word => word is "-n" or "-e" or "-ne" or "-en")),
        "printf" => Printf([.. command.Arguments]),
        "cat" or "tee" when command.Input.Length > 0 => command.Input,
        "which" or "command" => command.Operands.FirstOrDefault(),
        "rev" when command.Input.Length > 0 => new string([.. command.Input.Trim().Reverse()]),
        "base64" or "gbase64" when command.Has('d', "--decode") || command.Has('D') => FromBase64(command.Input),
        "openssl" when command.Arguments.Any(word => word is "base64" or "enc" or "-base64" or "-a") && command.Arguments.Contains("-d") => FromBase64(command.Input),
        "xxd" when command.Has('r') => FromHex(command.Input),
        _ => null,
    };

    static string? FromBase64(string text)
    {
        var plain = string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
        var decoded = new byte[plain.Length];
        return Convert.TryFromBase64String(plain.PadRight((plain.Length + 3) / 4 * 4, '='), decoded, out var length) ? Encoding.UTF8.GetString(decoded, 0, length) : null;
    }

    static string? FromHex(string text)
    {
        var plain = string.Concat(text.Where(char.IsAsciiHexDigit));
        return plain.Length % 2 == 0 ? Encoding.UTF8.GetString(Convert.FromHexString(plain)) : null;
    }

    // The usual escapes, and %s and %b filled in.
    static string Printf(string[] arguments)
    {
        if (arguments.Length == 0)
            return "";
        var format = arguments[0].Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\t", "\t", StringComparison.Ordinal);
        var next = 1;
        var printed = new StringBuilder();
        for (var at = 0; at < format.Length; at++)
            if (format[at] == '%' && at + 1 < format.Length && format[at + 1] is 's' or 'b')
            {
                printed.Append(next < arguments.Length ? arguments[next++] : "");
                at++;
            }
            else if (format[at] == '\\' && at + 3 < format.Length && format[at + 1] == 'x' && char.IsAsciiHexDigit(format[at + 2]) && char.IsAsciiHexDigit(format[at + 3]))
            {
                printed.Append((char)Convert.ToInt32(format.Substring(at + 2, 2), 16));
                at += 3;
            }
            else
                printed.Append(format[at]);
        return printed.ToString();
    }
}
