namespace LuthienProxy.Policies.Shell;

/// <summary>Scripts inside commands: <c>sh -c</c>, <c>eval</c>, <c>find -exec</c>, strings in other languages' one-liners, what is piped into a shell.</summary>
static class ShellNesting
{
    /// <summary>The shells.</summary>
    public static readonly IReadOnlyList<string> Shells = ["sh", "bash", "zsh", "dash", "ksh", "mksh", "ash", "fish", "csh", "tcsh", "rbash", "nu", "xonsh"];

    static readonly string[] Languages = ["python", "pypy", "ipython", "perl", "ruby", "node", "nodejs", "php", "lua", "luajit", "awk", "gawk", "mawk", "nawk", "deno", "bun", "osascript", "tclsh", "expect", "julia", "rscript", "groovy", "guile"];

    static readonly string[] PowerShells = ["powershell", "powershell.exe", "pwsh", "pwsh.exe"];

    // Commands that run strings among their arguments: an editor's, an archiver's, Git's.
    static readonly string[] Hosts = ["vim", "vi", "nvim", "ex", "ed", "emacs", "git", "tar", "rsync", "make", "gdb", "man", "less", "nmap", "zip", "sed", "mysql", "sqlite3", "psql", "crontab"];

    /// <summary>Whether a command is a language whose one-liners can start anything, of whatever version.</summary>
    public static bool IsLanguage(string name) => Languages.Contains(name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.', '-'));

    /// <summary>The program that a language gets in its arguments or its input.</summary>
    public static string ProgramOf(ShellCommand command) => string.Join('\n', command.Arguments.Append(command.Input));

    /// <summary>The scripts that a command runs.</summary>
    /// <param name="command">The command.</param>
    /// <param name="written">The files that the script itself has written, with what is in them.</param>
    public static IEnumerable<string> ScriptsOf(ShellCommand command, IReadOnlyDictionary<string, string> written)
    {
        if (Shells.Contains(command.Name))
            return ShellScripts(command, written);
        if (IsLanguage(command.Name))
            return ProgramText.Scripts(string.Join('\n', command.Operands.Select(word => written.GetValueOrDefault(ShellReading.Plain(word), "")).Prepend(ProgramOf(command))));
        if (PowerShells.Contains(command.Name))
            return PowerShellScripts(command);
        return Special(command, written);
    }

    static IEnumerable<string> Special(ShellCommand command, IReadOnlyDictionary<string, string> written) => command.Name switch
    {
        "eval" => [string.Join(' ', command.Arguments.SkipWhile(word => word == "--"))],
        "su" or "script" or "runuser" or "flock" or "newgrp" or "sg" when AfterOption(command, 'c') is { } script => [script],
        // Some of its options take a value, which looks like the host.
        "ssh" => Enumerable.Range(1, 3).Select(before => string.Join(' ', command.Operands.Skip(before))),
        "tmux" or "screen" => [.. command.Operands.Skip(1), string.Join(' ', command.Operands.Skip(1))],
        "find" or "fd" => FindScripts(command),
        "source" or "." => [command.Input, .. command.Operands.Take(1).Select(file => written.GetValueOrDefault(ShellReading.Plain(file), ""))],
        "alias" => command.Operands.Select(word => word[(word.IndexOf('=') + 1)..]),
        "trap" => command.Operands.Take(1),
        "at" or "batch" => [command.Input],
        "docker" or "podman" or "nerdctl" or "kubectl" or "oc" or "docker-compose" or "lxc" or "vagrant" => ShellContainers.ScriptsOf(command),
        "cmd" or "cmd.exe" => [string.Join(' ', command.Arguments.SkipWhile(word => word is ['/', ..]))],
        _ when Hosts.Contains(command.Name) => HostedScripts(command),
        _ => command.Words is [var path, ..] && written.TryGetValue(ShellReading.Plain(path), out var own) ? [own] : [],
    };

    static IEnumerable<string> ShellScripts(ShellCommand command, IReadOnlyDictionary<string, string> written)
    {
        if (AfterOption(command, 'c') is { } script)
            yield return script;
        else if (command.Input.Length > 0)
            yield return command.Input;
        foreach (var file in command.Operands.Take(1))
            if (written.TryGetValue(ShellReading.Plain(file), out var own))
                yield return own;
    }

    // -c, and what it is among: -lc, -xc, -ce.
    static string? AfterOption(ShellCommand command, char option) => command.Arguments
        .SkipWhile(word => !(word is ['-', not '-', ..] && word.Contains(option)))
        .Skip(1).SkipWhile(word => word.StartsWith('-')).FirstOrDefault();

    static IEnumerable<string> PowerShellScripts(ShellCommand command)
    {
        var words = command.Arguments.ToList();
        var encoded = words.FindIndex(word => word.Length > 1 && "-encodedcommand".StartsWith(word, StringComparison.OrdinalIgnoreCase));
        if (encoded >= 0 && encoded + 1 < words.Count)
            yield return ProgramText.FromBase64(words[encoded + 1], System.Text.Encoding.Unicode) ?? "";
        yield return string.Join(' ', words.SkipWhile(word => word.StartsWith('-') && !"-command".StartsWith(word, StringComparison.OrdinalIgnoreCase)).SkipWhile(word => word.StartsWith('-')));
        yield return command.Input;
    }

    static IEnumerable<string> FindScripts(ShellCommand command)
    {
        var words = command.Arguments.SkipWhile(word => word is not ("-exec" or "-execdir" or "-ok" or "-okdir" or "-x" or "-X")).Skip(1).TakeWhile(word => word is not (";" or "+")).ToList();
        if (words.Count == 0)
            yield break;
        // fd wants the pattern first, and adds the path where no place is named for it.
        var isFd = command.Name == "fd";
        var where = command.Operands.Skip(isFd ? 1 : 0).FirstOrDefault() ?? ".";
        if (isFd && !words.Contains("{}"))
            words.Add("{}");
        yield return string.Join(' ', words.Select(word => "'" + (word == "{}" ? where : word).Replace("'", "'\\''", StringComparison.Ordinal) + "'"));
    }

    // What stands behind a mark that says "run": :!rm, alias.x=!rm, --checkpoint-action=exec=rm, --rsh=…, \! rm, .shell rm, a sed's e.
    static IEnumerable<string> HostedScripts(ShellCommand command)
    {
        foreach (var word in command.Arguments.Append(command.Input))
        {
            foreach (var mark in (string[])["!", "exec=", ".shell ", ".system ", "--rsh=", "-e ", "e ", "pager=", "editor=", "sshcommand=", "system "])
                if (word.IndexOf(mark, StringComparison.OrdinalIgnoreCase) is >= 0 and var at)
                    yield return word[(at + mark.Length)..];
            if (command.Name == "rsync" && command.Words.SkipWhile(option => option is not ("-e" or "--rsh")).Skip(1).FirstOrDefault() is { } shell)
                yield return shell;
        }
    }
}
