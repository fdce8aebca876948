namespace LuthienProxy.Policies.Shell;

/// <summary>Scripts inside commands: <c>sh -c</c>, <c>eval</c>, <c>find -exec</c>, strings in other languages' one-liners, what is piped into a shell.</summary>
static class ShellNesting
{
    /// <summary>The shells.</summary>
    public static readonly IReadOnlyList<string> Shells = ["sh", "bash", "zsh", "dash", "ksh", "ash", "fish", "csh", "tcsh", "rbash"];

    /// <summary>Languages whose one-liners can start anything.</summary>
    public static readonly IReadOnlyList<string> Languages = ["python", "python2", "python3", "perl", "ruby", "node", "nodejs", "php", "lua", "awk", "gawk", "deno", "bun", "osascript"];

    /// <summary>The scripts that a command runs.</summary>
    public static IEnumerable<string> ScriptsOf(ShellCommand command)
    {
        if (Shells.Contains(command.Name))
            return ShellScripts(command);
        if (Languages.Contains(command.Name))
            return command.Arguments.SkipWhile(word => word is not ("-c" or "-e" or "-r" or "--eval" or "eval")).Skip(1).Append(command.Input).Concat(command.Name.EndsWith("awk", StringComparison.Ordinal) ? command.Operands : [])
                .SelectMany(QuotedIn);
        return command.Name switch
        {
            "eval" => [string.Join(' ', command.Arguments)],
            "su" or "script" or "runuser" when AfterOption(command, "c") is { } script => [script],
            "ssh" => [string.Join(' ', command.Operands.Skip(1))],
            "find" or "fd" => FindScripts(command),
            "source" or "." when command.Input.Length > 0 => [command.Input],
            "alias" => command.Operands.Select(word => word[(word.IndexOf('=') + 1)..]),
            "trap" => command.Operands.Take(1),
            _ => [],
        };
    }

    static IEnumerable<string> ShellScripts(ShellCommand command)
    {
        if (AfterOption(command, "c") is { } script)
            yield return script;
        else if (command.Input.Length > 0)
            yield return command.Input;
    }

    // -c, and what ends with it: -lc, -xc.
    static string? AfterOption(ShellCommand command, string option) => command.Arguments
        .SkipWhile(word => !(word.StartsWith('-') && !word.StartsWith("--", StringComparison.Ordinal) && word.EndsWith(option, StringComparison.Ordinal)))
        .Skip(1).SkipWhile(word => word.StartsWith('-')).FirstOrDefault();

    static IEnumerable<string> FindScripts(ShellCommand command)
    {
        var words = command.Arguments.SkipWhile(word => word is not ("-exec" or "-execdir" or "-ok" or "-okdir" or "-x")).Skip(1).TakeWhile(word => word is not (";" or "+")).ToList();
        if (words.Count == 0)
            yield break;
        var where = command.Operands.FirstOrDefault() ?? ".";
        yield return string.Join(' ', words.Select(word => "'" + (word == "{}" ? where : word).Replace("'", "'\\''", StringComparison.Ordinal) + "'"));
    }

    // A string in a program may be a script; one that is none does no harm here.
    static IEnumerable<string> QuotedIn(string code)
    {
        for (var at = 0; at < code.Length; at++)
        {
            if (code[at] is not ('"' or '\'' or '`'))
                continue;
            var end = code.IndexOf(code[at], at + 1);
            if (end < 0)
                yield break;
            yield return code[(at + 1)..end];
            at = end;
        }
    }
}
