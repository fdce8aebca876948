using System.Text.RegularExpressions;
using LuthienProxy.Policies.Shell;

namespace LuthienProxy.Policies.BlockDangerousCommands;

/// <summary>What runs code that nobody has read: fed by the network, by a decoder whose output cannot be known here, or from another machine.</summary>
static partial class UnreadCode
{
    const string FromNetwork = "It runs code straight from the network, which nobody has read.";

    static readonly string[] Fetchers = ["curl", "wget", "fetch", "nc", "ncat", "netcat", "lwp-download", "aria2c", "irm", "iwr", "invoke-restmethod", "invoke-webrequest"];

    static readonly string[] Decoders = ["base64", "gbase64", "base32", "xxd", "openssl", "uudecode", "gunzip", "zcat", "tr", "rev", "sed"];

    static readonly string[] Connections = ["nc", "ncat", "netcat", "socat", "telnet"];

    static readonly string[] PowerShells = ["powershell", "powershell.exe", "pwsh", "pwsh.exe"];

    /// <summary>Why it is dangerous; null when it is not.</summary>
    public static string? Danger(ShellCommand command) => Fed(command) ?? Made(command) ?? Remote(command) ?? Evaluated(command);

    static string? Fed(ShellCommand command)
    {
        if (!command.IsPiped || !Runs(command) || ReadsData(command))
            return null;
        if (command.PipedFrom.Any(Fetchers.Contains))
            return FromNetwork;
        return command.Input.Length == 0 && command.PipedFrom.Any(Decoders.Contains) ? "It runs code that is hidden in an encoding." : null;
    }

    static string? Made(ShellCommand command)
    {
        // "$(npm bin)/eslint" is known well enough.
        var isMade = (command.Words is [var name, ..] && name[(name.LastIndexOf('/') + 1)..].Contains(ShellReading.Unknown, StringComparison.Ordinal))
            || (command.Name == "eval" && command.Arguments.Any(word => word.Contains(ShellReading.Unknown, StringComparison.Ordinal)))
            || command.Name is "iex" or "invoke-expression"
            || (Runs(command) && command.Operands.Contains(ShellReading.Unknown));
        return isMade ? "It runs what another command prints, which cannot be known before." : null;
    }

    // A shell whose other end is elsewhere.
    static string? Remote(ShellCommand command)
    {
        var isOpened = ShellNesting.Shells.Contains(command.Name) && command.Words.Concat(command.Writes).Any(word => word.Contains("/dev/tcp/", StringComparison.Ordinal) || word.Contains("/dev/udp/", StringComparison.Ordinal));
        return isOpened || (Connections.Contains(command.Name) && command.PipedFrom.Any(ShellNesting.Shells.Contains)) ? "It hands a shell to another machine." : null;
    }

    // exec(urlopen("https://…")) and the like: the program fetches what it runs.
    static string? Evaluated(ShellCommand command) =>
        (ShellNesting.IsLanguage(command.Name) || PowerShells.Contains(command.Name)) && ShellNesting.ProgramOf(command) is var program && Evaluates().IsMatch(program) && Remotes().IsMatch(program) ? FromNetwork : null;

    static bool Runs(ShellCommand command) => ShellNesting.Shells.Contains(command.Name) || command.Name is "source" or "."
        || (ShellNesting.IsLanguage(command.Name) && !command.Arguments.Any(word => word is ['-', .., 'c' or 'e' or 'm' or 'r' or 'p'] or "eval" or "--eval"));

    // A language with a program of its own reads data.
    static bool ReadsData(ShellCommand command) => ShellNesting.IsLanguage(command.Name) && command.Operands.Any(word => word != ShellReading.Unknown && !word.StartsWith("/dev/", StringComparison.Ordinal));

    [GeneratedRegex(@"\b(?:eval|exec|iex|instance_eval|invoke-expression)\b", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Evaluates();

    [GeneratedRegex("https?://", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Remotes();
}
