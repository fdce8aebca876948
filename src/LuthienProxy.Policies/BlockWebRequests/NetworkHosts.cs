using System.Text.RegularExpressions;
using LuthienProxy.Policies.Shell;

namespace LuthienProxy.Policies.BlockWebRequests;

/// <summary>The hosts that a text or a command names.</summary>
static partial class NetworkHosts
{
    // The options of curl and wget whose values are files, headers and the like, and no hosts.
    static readonly string[] Valued =
        ["-o", "-O", "-P", "-T", "-d", "-H", "-A", "-b", "-c", "-u", "-F", "-X", "-w", "-m", "-e", "-U", "--output", "--output-document", "--header", "--data", "--data-raw", "--data-binary", "--form", "--user", "--user-agent", "--request", "--cacert", "--cert", "--key"];

    /// <summary>Those in a text: of its URLs.</summary>
    public static IEnumerable<string> InText(string text) => Url().Matches(text).Select(match => match.Groups["host"].Value.ToLowerInvariant());

    /// <summary>Those among a command's arguments: of URLs, of user@host, of host:path, and names with a dot.</summary>
    public static IEnumerable<string> InCommand(ShellCommand command)
    {
        var isFetch = command.Name is "curl" or "wget";
        var words = command.Words;
        for (var at = 1; at < words.Length; at++)
        {
            // -sSo file: the last of several letters takes the value. wget's -O does, curl's has none.
            var option = words[at] is ['-', not '-', ..] ? "-" + words[at][^1] : words[at];
            if (isFetch && Valued.Contains(option) && !(option == "-O" && command.Name == "curl"))
                at++;
            else
                foreach (var host in OfWord(words[at], command.Name))
                    yield return host;
        }
    }

    static IEnumerable<string> OfWord(string word, string command)
    {
        if (word.Contains("://", StringComparison.Ordinal))
            return InText(word);
        if (word.StartsWith("//", StringComparison.Ordinal))
            return InText("x:" + word);
        if (Remote().Match(word) is { Success: true } remote)
            return [remote.Groups["host"].Value.ToLowerInvariant()];
        if (command is "rsync" or "scp" or "mount" && Copied().Match(word) is { Success: true } copied)
            return [copied.Groups["host"].Value.ToLowerInvariant()];
        // Names with a dot may be files to those who work with files.
        return command is not ("git" or "rsync" or "npm" or "npx" or "pip" or "pip3" or "dotnet" or "open" or "start" or "xdg-open" or "ffmpeg" or "apt" or "terraform" or "bun" or "cargo")
            && BareHost().Match(word) is { Success: true } bare ? [bare.Groups["host"].Value.ToLowerInvariant()] : [];
    }

    // What stands before an @ is a user, not the host: http://allowed@elsewhere goes elsewhere.
    [GeneratedRegex(@"[a-z][a-z0-9+.\-]*://(?:[^\s/?#]*@)?(?<host>\[[0-9a-f:.]+\]|[^\s/?#:@""'`\\)]+)", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Url();

    [GeneratedRegex(@"^(?:[\w.\-]+@)(?<host>[\w.\-]+)(?::.*)?$", RegexOptions.NonBacktracking)]
    private static partial Regex Remote();

    [GeneratedRegex(@"^(?<host>[\w.\-]{2,}):.*$", RegexOptions.NonBacktracking)]
    private static partial Regex Copied();

    [GeneratedRegex(@"^(?<host>localhost|[\w\-]+(?:\.[\w\-]+)+)(?::\d+)?(?:/.*)?$", RegexOptions.NonBacktracking)]
    private static partial Regex BareHost();
}
