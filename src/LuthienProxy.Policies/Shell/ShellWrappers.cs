using System.Collections.Immutable;

namespace LuthienProxy.Policies.Shell;

/// <summary>Commands that only run another one: what they run is what counts.</summary>
static class ShellWrappers
{
    static readonly string[] Plain =
        ["sudo", "doas", "env", "nohup", "time", "command", "builtin", "exec", "nice", "ionice", "setsid", "stdbuf", "busybox", "toybox", "caffeinate", "unbuffer", "xargs", "chronic", "winpty"];

    // Their options that take a value of their own.
    static readonly string[] ValueOptions = ["-u", "-g", "-n", "-c", "-p", "-C", "-I", "-L", "-P", "-s", "-d", "-a", "-k", "-S", "--user", "--signal"];

    static readonly string[] Keywords = ["if", "then", "else", "elif", "while", "until", "do", "!", "{", "}", "fi", "done", "coproc", "function"];

    /// <summary>The command inside, however deep.</summary>
    public static ShellCommand Unwrapped(ShellCommand command)
    {
        var words = command.Words;
        // Each turn takes away at least the first word.
        while (!words.IsEmpty && Inside(words) is { } inside)
            words = inside;
        return words == command.Words ? command : new(words, command.Writes, command.Input);
    }

    static ImmutableArray<string>? Inside(ImmutableArray<string> words)
    {
        var name = words[0][(words[0].LastIndexOf('/') + 1)..].ToLowerInvariant();
        if (Keywords.Contains(name))
            return words[1..];
        if (name is "timeout" or "chroot" or "flock" or "watch")
            return SkipOptions(words[1..]) is { Length: > 1 } timed ? name == "watch" ? timed : timed[1..] : null;
        if (!Plain.Contains(name) || words.Length < 2)
            return null;
        // The very word "command" may also ask where a command is.
        if (name == "command" && words[1] is "-v" or "-V")
            return null;
        return SkipOptions(words[1..]) is { IsEmpty: false } inner ? inner : null;
    }

    static ImmutableArray<string> SkipOptions(ImmutableArray<string> words)
    {
        var at = 0;
        while (at < words.Length && (words[at].StartsWith('-') || ShellReading.IsAssignment(words[at])))
            at += ValueOptions.Contains(words[at]) ? 2 : 1;
        return at >= words.Length ? [] : words[at..];
    }
}
