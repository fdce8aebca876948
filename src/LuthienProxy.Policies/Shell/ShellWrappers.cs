using System.Collections.Frozen;
using System.Collections.Immutable;

namespace LuthienProxy.Policies.Shell;

/// <summary>Commands that only run another one: what they run is what counts.</summary>
static class ShellWrappers
{
    static readonly string[] Keywords = ["if", "then", "else", "elif", "while", "until", "do", "!", "{", "}", "fi", "done", "coproc"];

    // Each with those of its options that take a value of their own, and how many words of its own stand before the command.
    static readonly FrozenDictionary<string, (string[] Valued, int Own)> Known = new Dictionary<string, (string[], int)>(StringComparer.Ordinal)
    {
        ["sudo"] = (["-u", "-g", "-p", "-C", "-D", "-h", "-r", "-t", "-T", "-U", "--user", "--group", "--chdir", "--host", "--prompt"], 0),
        ["doas"] = (["-u", "-C"], 0),
        ["pkexec"] = (["--user"], 0),
        ["gosu"] = ([], 1),
        ["su-exec"] = ([], 1),
        ["runuser"] = (["-u", "-g", "-G", "-s"], 0),
        ["setpriv"] = (["--reuid", "--regid", "--groups"], 0),
        ["env"] = (["-u", "-C", "--unset", "--chdir"], 0),
        ["nice"] = (["-n", "--adjustment"], 0),
        ["ionice"] = (["-c", "-n", "-p", "--class", "--classdata"], 0),
        ["chrt"] = ([], 1),
        ["taskset"] = ([], 1),
        ["numactl"] = ([], 0),
        ["prlimit"] = ([], 0),
        ["timeout"] = (["-s", "-k", "--signal", "--kill-after"], 1),
        ["stdbuf"] = (["-i", "-o", "-e"], 0),
        ["time"] = (["-f", "-o", "--format", "--output"], 0),
        ["exec"] = (["-a"], 0),
        ["xargs"] = (["-a", "-d", "-E", "-I", "-L", "-n", "-P", "-s", "--arg-file", "--delimiter", "--max-args", "--max-procs", "--replace"], 0),
        ["parallel"] = (["-j", "-S", "-N", "--jobs"], 0),
        ["watch"] = (["-n", "--interval"], 0),
        ["chroot"] = ([], 1),
        ["flock"] = (["-w", "-E"], 1),
        ["strace"] = (["-e", "-o", "-p", "-s"], 0),
        ["ltrace"] = (["-e", "-o", "-p"], 0),
        ["systemd-run"] = (["-p", "-u", "--unit", "--property"], 0),
        ["nsenter"] = (["-t", "--target"], 0),
        ["function"] = ([], 1),
        ["screen"] = (["-S", "-t"], 0),
        ["xvfb-run"] = (["-n", "-s"], 0),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    static readonly string[] Plain =
    [
        "nohup", "command", "builtin", "setsid", "busybox", "toybox", "caffeinate", "unbuffer", "chronic", "winpty", "unshare", "fakeroot", "proot", "firejail", "catchsegv", "torsocks", "proxychains", "proxychains4",
        "dbus-run-session", "ssh-agent", "rlwrap", "noglob", "nocorrect", "ts", "entr", "systemd-inhibit",
    ];

    /// <summary>The command inside, however deep.</summary>
    public static ShellCommand Unwrapped(ShellCommand command)
    {
        var words = command.Words;
        // Each turn takes away at least the first word.
        while (!words.IsEmpty && Inside(words, command.Input) is { } inside)
            words = inside;
        return words == command.Words ? command : command.With(words);
    }

    static ImmutableArray<string>? Inside(ImmutableArray<string> words, string input)
    {
        var name = words[0][(words[0].LastIndexOf('/') + 1)..].ToLowerInvariant();
        if (Keywords.Contains(name))
            return words[1..];
        // The very word "command" may also ask where a command is. What flock runs with -c is a script.
        if (words.Length < 2 || (name == "command" && words[1] is "-v" or "-V") || (name == "flock" && words.Contains("-c")))
            return null;
        if (name == "env" && SplitString(words) is { } split)
            return split;
        var isKnown = Known.TryGetValue(name, out var options);
        if (!isKnown && !Plain.Contains(name))
            return null;
        var inner = SkipOptions(words[1..], isKnown ? options.Valued : []);
        if (inner.Length <= options.Own)
            return null;
        inner = inner[options.Own..];
        return name switch
        {
            "xargs" when input.Length > 0 => Filled(inner, PlaceOf(words, inner), input),
            "parallel" => [.. inner.Where(word => !word.StartsWith(":::", StringComparison.Ordinal))],
            _ => inner,
        };
    }

    // env -S 'rm -rf /': one string that is cut into words.
    static ImmutableArray<string>? SplitString(ImmutableArray<string> words)
    {
        var at = words.ToList().FindIndex(word => word.StartsWith("-S", StringComparison.Ordinal) || word is "-vS" or "--split-string" || word.StartsWith("--split-string=", StringComparison.Ordinal));
        if (at < 0)
            return null;
        var attached = words[at].StartsWith("-S", StringComparison.Ordinal) ? words[at][2..] : words[at].Contains('=') ? words[at][(words[at].IndexOf('=') + 1)..] : "";
        var text = string.Join(' ', words.Skip(at + 1).Prepend(attached));
        return [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).SkipWhile(ShellVariables.IsAssignment)];
    }

    static ImmutableArray<string> SkipOptions(ImmutableArray<string> words, string[] valued)
    {
        var at = 0;
        while (at < words.Length && (words[at].StartsWith('-') || ShellVariables.IsAssignment(words[at])))
            at += valued.Contains(words[at]) ? 2 : 1;
        return at >= words.Length ? [] : words[at..];
    }

    // -I{} or -I {}: where the input goes; without it, behind all.
    static string? PlaceOf(ImmutableArray<string> words, ImmutableArray<string> inner)
    {
        var options = words.Take(words.Length - inner.Length).ToList();
        var at = options.FindIndex(word => word.StartsWith("-I", StringComparison.Ordinal) || word is "-i" or "--replace");
        if (at < 0)
            return null;
        return options[at].Length > 2 && options[at][1] == 'I' ? options[at][2..] : options[at] == "-I" && at + 1 < options.Count ? options[at + 1] : "{}";
    }

    static ImmutableArray<string> Filled(ImmutableArray<string> inner, string? place, string input)
    {
        // xargs -0 takes them apart where a zero stands.
        var given = input.Replace('\0', ' ').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return place is null ? [.. inner, .. given] : [.. inner.SelectMany(word => word == place ? given : [word.Replace(place, given.FirstOrDefault() ?? "", StringComparison.Ordinal)])];
    }
}
