using System.Text;

namespace LuthienProxy.Policies.Shell;

/// <summary>What a command prints, where that can be known without running it.</summary>
static class ShellOutput
{
    /// <summary>The output; null when it is not known.</summary>
    public static string? Of(ShellCommand command) => command.Name switch
    {
        "echo" when command.Arguments.Any(word => word is "-e" or "-ne" or "-en") => Printf([string.Join(' ', Echoed(command)).Replace("%", "%%", StringComparison.Ordinal)]),
        "echo" => string.Join(' ', Echoed(command)),
        "printf" => Printf([.. command.Arguments.SkipWhile(word => word == "--")]),
        "yes" => command.Operands.FirstOrDefault() ?? "y",
        "true" or ":" or "false" => "",
        "cat" or "tee" or "head" or "tail" or "sort" or "uniq" or "xargs" or "column" when command.Input.Length > 0 => command.Input,
        "which" or "command" or "type" or "whereis" => command.Operands.FirstOrDefault(),
        "pwd" => ".",
        "mktemp" => "/tmp/tmp.made",
        "basename" or "realpath" or "readlink" => command.Operands.FirstOrDefault(),
        // Not the names, but where they lie: what is done to each of them is done there.
        "find" or "fd" => command.Operands.FirstOrDefault() ?? ".",
        "ls" => command.Operands.FirstOrDefault() is { } listed ? listed.TrimEnd('/') + (listed.Contains('*') ? "" : "/*") : "*",
        "rev" when command.Input.Length > 0 => new string([.. command.Input.Trim().Reverse()]),
        "base64" or "gbase64" when command.Input.Length > 0 && (command.Has('d', "--decode") || command.Has('D')) => ProgramText.FromBase64(command.Input, Encoding.UTF8),
        "openssl" when command.Input.Length > 0 && command.Arguments.Any(word => word is "base64" or "enc" or "-base64" or "-a") && command.Arguments.Contains("-d") => ProgramText.FromBase64(command.Input, Encoding.UTF8),
        "xxd" when command.Input.Length > 0 && command.Has('r') => ProgramText.FromHex(command.Input),
        // What these print sets up a shell; they are made to be evaluated.
        "ssh-agent" or "direnv" or "pyenv" or "rbenv" or "nodenv" or "fnm" or "mise" or "brew" or "opam" or "dircolors" or "starship" or "zoxide" or "conda" => "",
        _ => null,
    };

    static IEnumerable<string> Echoed(ShellCommand command) => command.Arguments.SkipWhile(word => word is "-n" or "-e" or "-E" or "-ne" or "-en");

    /// <summary>What <c>printf</c> prints: the usual escapes, and %s and %b filled in.</summary>
    public static string Printf(string[] arguments)
    {
        if (arguments.Length == 0)
            return "";
        var format = arguments[0].Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\t", "\t", StringComparison.Ordinal);
        var next = 1;
        var printed = new StringBuilder();
        int taken;
        do
        {
            taken = next;
            next = Printf(format, arguments, next, printed);
        }
        while (next < arguments.Length && next > taken);
        return printed.ToString();
    }

    // Once through the format; it is used again for arguments that are left.
    static int Printf(string format, string[] arguments, int next, StringBuilder printed)
    {
        for (var at = 0; at < format.Length; at++)
            if (format[at] == '%' && at + 1 < format.Length && format[at + 1] is 's' or 'b')
            {
                printed.Append(next < arguments.Length ? arguments[next++] : "");
                at++;
            }
            else if (format[at] == '%' && at + 1 < format.Length && format[at + 1] == '%')
                printed.Append(format[at++]);
            else if (format[at] == '\\' && at + 1 < format.Length)
                at += Escape(format.AsSpan(at + 1), printed);
            else
                printed.Append(format[at]);
        return next;
    }

    // \x72, \162, \0162: how many characters behind the backslash were taken.
    static int Escape(ReadOnlySpan<char> text, StringBuilder printed)
    {
        var isHex = text[0] == 'x';
        var from = isHex ? 1 : text[0] == '0' && text.Length > 3 && char.IsBetween(text[3], '0', '7') ? 1 : 0;
        var length = 0;
        while (from + length < text.Length && length < (isHex ? 2 : 3) && (isHex ? char.IsAsciiHexDigit(text[from + length]) : char.IsBetween(text[from + length], '0', '7')))
            length++;
        if (length == 0)
        {
            printed.Append('\\');
            return 0;
        }
        printed.Append((char)Convert.ToInt32(text.Slice(from, length).ToString(), isHex ? 16 : 8));
        return from + length;
    }
}
