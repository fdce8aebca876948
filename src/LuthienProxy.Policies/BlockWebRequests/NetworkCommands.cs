using LuthienProxy.Policies.Shell;

namespace LuthienProxy.Policies.BlockWebRequests;

/// <summary>The commands that reach the network.</summary>
static class NetworkCommands
{
    static readonly string[] Clients =
    [
        "curl", "wget", "http", "https", "httpie", "xh", "aria2c", "lynx", "w3m", "links", "nc", "ncat", "netcat", "socat", "telnet", "ftp", "sftp", "scp", "ssh", "tftp", "lftp", "axel", "gh", "glab", "aws", "gcloud", "gsutil", "az",
        "s3cmd", "rclone", "invoke-webrequest", "invoke-restmethod", "iwr", "irm", "start-bitstransfer", "bitsadmin", "mshta", "dig", "nslookup", "host", "whois", "ping", "ping6", "traceroute", "tracepath", "mtr", "smbclient",
        "sendmail", "mail", "mailx", "mutt", "lwp-request", "lwp-download", "websocat", "curlie", "cloudflared", "ngrok", "resolvectl",
    ];

    // They work here as well: only an argument tells.
    static readonly string[] Installers =
    [
        "pip", "pip3", "pipx", "uv", "npm", "npx", "yarn", "pnpm", "bun", "bunx", "cargo", "gem", "brew", "apt", "apt-get", "dnf", "yum", "apk", "helm", "terraform", "composer", "dotnet", "nuget", "mvn", "gradle", "ffmpeg",
        "yt-dlp", "youtube-dl", "mount", "svn", "hg", "xdg-open", "open", "start", "certutil", "git", "rsync",
    ];

    static readonly string[] GitVerbs = ["clone", "fetch", "pull", "push", "ls-remote", "remote", "submodule", "archive"];

    static readonly string[] NetworkWords =
    [
        "urllib", "requests.", "http.client", "httpx", "aiohttp", "socket.", "import socket", "create_connection", "fetch(", "net/http", "net::", "lwp::", "io::socket", "http.get", "https.get", "http.request", "https.request", "'net'", "\"net\"", "'tls'", "\"tls\"",
        "'dgram'", "file_get_contents(", "fsockopen", "curl_init", "net.connect", "open-uri", "tcpsocket", "udpsocket", "smtplib", "ftplib", "telnetlib", "paramiko", "webclient", "httpclient", "webrequest", "downloadstring",
        "downloadfile", "/inet/", "xmlhttp",
    ];

    // A proxy, other addresses, or URLs that stand in a file.
    static readonly string[] Detours =
        ["--connect-to", "--resolve", "-x", "--proxy", "--preproxy", "--socks4", "--socks4a", "--socks5", "--socks5-hostname", "-K", "--config", "--doh-url", "-i", "--input-file", "-e", "--execute", "-j"];

    /// <summary>How the command reaches the network.</summary>
    public static NetworkUse Of(ShellCommand command)
    {
        if (command.Name is "curl" or "wget" && command.Arguments.Any(word => IsDetour(word, command.Name)))
            return NetworkUse.Elsewhere;
        if (Clients.Contains(command.Name) || IsVerb(command))
            return NetworkUse.Always;
        if (ShellNesting.IsLanguage(command.Name) || command.Name.StartsWith("powershell", StringComparison.Ordinal) || command.Name is "pwsh")
            return ShellNesting.ProgramOf(command) is var program && NetworkWords.Any(word => program.Contains(word, StringComparison.OrdinalIgnoreCase)) ? NetworkUse.Program : NetworkUse.None;
        return Installers.Contains(command.Name) && (command.Name != "git" || (GitCommand.Of(command) is [var verb, ..] && GitVerbs.Contains(verb))) ? NetworkUse.IfNamed : NetworkUse.None;
    }

    static bool IsVerb(ShellCommand command) => command.Name switch
    {
        "openssl" => command.Arguments.Contains("s_client"),
        "getent" => command.Operands.FirstOrDefault() is "hosts" or "ahosts" or "ahostsv4" or "ahostsv6",
        "docker" or "podman" => command.Operands.FirstOrDefault() is "push" or "pull" or "login" or "search",
        "go" => command.Operands.FirstOrDefault() is "get" or "install" && command.Operands.Skip(1).Any(word => word.Contains('.') && !word.StartsWith('.')),
        _ => false,
    };

    static bool IsDetour(string word, string client)
    {
        var option = word.Split('=')[0];
        // -i, -e and -j mean nothing of the kind to curl, -x and -K nothing to wget.
        return Detours.Contains(option) && (client == "curl" ? option is not ("-i" or "-e" or "-j") : option is not ("-x" or "-K"));
    }
}
