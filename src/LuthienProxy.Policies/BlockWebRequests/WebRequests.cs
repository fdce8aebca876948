using System.Text.RegularExpressions;
using LuthienProxy.Policies.Blocks;
using LuthienProxy.Policies.Shell;

namespace LuthienProxy.Policies.BlockWebRequests;

/// <summary>Which tool calls reach the network, and whether they may.</summary>
sealed partial class WebRequests(BlockWebRequestsOptions options)
{
    static readonly string[] WebTools = ["webfetch", "websearch", "web_fetch", "web_search", "fetch", "browser", "browse", "http_request", "url_fetch", "navigate", "playwright", "puppeteer"];

    static readonly string[] Clients =
    [
        "curl", "wget", "http", "https", "httpie", "xh", "aria2c", "lynx", "w3m", "links", "nc", "ncat", "netcat", "socat", "telnet", "ftp", "sftp", "scp", "ssh", "tftp", "lftp", "axel", "gh", "aws", "gcloud",
        "invoke-webrequest", "invoke-restmethod", "iwr", "irm", "dig", "nslookup", "host", "whois",
    ];

    static readonly string[] NetworkWords = ["urllib", "requests.", "http.client", "httpx", "aiohttp", "socket.", "fetch(", "net/http", "lwp::", "io::socket", "http.get", "https.get", "file_get_contents(", "net.connect", "open-uri"];

    /// <summary>Why the call may not be made; null when it may.</summary>
    public string? Forbidden(WholeBlock.ToolCall call)
    {
        var name = call.Tool.Name.ToLowerInvariant();
        if (WebTools.Any(tool => name.Contains(tool, StringComparison.Ordinal)))
            return Judge(ToolCallReader.Strings(call).SelectMany(field => Hosts(field.Value)), "The tool reaches the network");
        var scripts = ToolCallReader.Scripts(call);
        if (scripts.IsTooComplex)
            return "The command is nested too deeply, or too long, to be understood.";
        return scripts.Commands.Select(Forbidden).FirstOrDefault(reason => reason is not null);
    }

    string? Forbidden(ShellCommand command)
    {
        if (command.Words.Concat(command.Writes).Any(word => word.Contains("/dev/tcp/", StringComparison.OrdinalIgnoreCase) || word.Contains("/dev/udp/", StringComparison.OrdinalIgnoreCase)))
            return "It opens a connection through the shell.";
        if (Clients.Contains(command.Name))
            return Judge(command.Arguments.SelectMany(HostsOfWord), $"The command {command.Name} reaches the network");
        if (ShellNesting.IsLanguage(command.Name) && Code(command) is var code && NetworkWords.Any(word => code.Contains(word, StringComparison.OrdinalIgnoreCase)))
            return Judge(Hosts(code), $"The {command.Name} program reaches the network");
        return command.Name is "git" or "rsync" && command.Arguments.Any(word => word.Contains("://", StringComparison.Ordinal) || Remote().IsMatch(word))
            ? Judge(command.Arguments.SelectMany(HostsOfWord), $"The command {command.Name} reaches the network")
            : null;
    }

    static string Code(ShellCommand command) => string.Join('\n', command.Arguments.Append(command.Input));

    // No host that can be told is one that is not allowed.
    string? Judge(IEnumerable<string> hosts, string what)
    {
        var all = hosts.ToList();
        return all.Count > 0 && all.All(IsAllowed) ? null : $"{what}, which is not allowed here.";
    }

    bool IsAllowed(string host) =>
        (options.AllowLocalhost && host is "localhost" or "127.0.0.1" or "[::1]" or "0.0.0.0")
        || options.AllowedHosts.Any(allowed => host.Equals(allowed, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + allowed, StringComparison.OrdinalIgnoreCase));

    static IEnumerable<string> Hosts(string text) => Url().Matches(text).Select(match => match.Groups["host"].Value.ToLowerInvariant());

    static IEnumerable<string> HostsOfWord(string word)
    {
        if (word.Contains("://", StringComparison.Ordinal))
            return Hosts(word);
        var remote = Remote().Match(word);
        if (remote.Success)
            return [remote.Groups["host"].Value.ToLowerInvariant()];
        return BareHost().Match(word) is { Success: true } bare ? [bare.Groups["host"].Value.ToLowerInvariant()] : [];
    }

    // What stands before an @ is a user, not the host: http://allowed@elsewhere goes elsewhere.
    [GeneratedRegex(@"[a-z][a-z0-9+.\-]*://(?:[^\s/?#]*@)?(?<host>\[[0-9a-f:.]+\]|[^\s/?#:@""'`\\)]+)", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Url();

    [GeneratedRegex(@"^(?:[\w.\-]+@)(?<host>[\w.\-]+)(?::.*)?$", RegexOptions.NonBacktracking)]
    private static partial Regex Remote();

    [GeneratedRegex(@"^(?<host>localhost|[\w\-]+(?:\.[\w\-]+)+)(?::\d+)?(?:/.*)?$", RegexOptions.NonBacktracking)]
    private static partial Regex BareHost();
}
