using LuthienProxy.Policies.Blocks;
using LuthienProxy.Policies.Shell;

namespace LuthienProxy.Policies.BlockWebRequests;

/// <summary>Which tool calls reach the network, and whether they may.</summary>
sealed class WebRequests(BlockWebRequestsOptions options)
{
    static readonly string[] WebTools = ["webfetch", "websearch", "web_fetch", "web_search", "fetch", "browser", "browse", "http_request", "url_fetch", "navigate", "playwright", "puppeteer"];

    /// <summary>Why the call may not be made; null when it may.</summary>
    public string? Forbidden(WholeBlock.ToolCall call)
    {
        var name = call.Tool.Name.ToLowerInvariant();
        if (WebTools.Any(tool => name.Contains(tool, StringComparison.Ordinal)))
            return Judge(ToolCallReader.Strings(call).SelectMany(field => NetworkHosts.InText(field.Value)), "The tool reaches the network");
        var scripts = ToolCallReader.Scripts(call);
        if (scripts.IsTooComplex)
            return "The command is nested too deeply, or too long, to be understood.";
        return Proxied(scripts) ?? scripts.Commands.Select(Forbidden).FirstOrDefault(reason => reason is not null);
    }

    string? Forbidden(ShellCommand command)
    {
        if (command.Words.Concat(command.Writes).Any(word => word.Contains("/dev/tcp/", StringComparison.OrdinalIgnoreCase) || word.Contains("/dev/udp/", StringComparison.OrdinalIgnoreCase)))
            return "It opens a connection through the shell.";
        return NetworkCommands.Of(command) switch
        {
            NetworkUse.Elsewhere => $"The command {command.Name} goes another way than the host that it names, which is not allowed here.",
            NetworkUse.Always => Judge(NetworkHosts.InCommand(command), $"The command {command.Name} reaches the network"),
            NetworkUse.Program => Judge(NetworkHosts.InText(ShellNesting.ProgramOf(command)), $"The {command.Name} program reaches the network"),
            NetworkUse.IfNamed when NetworkHosts.InCommand(command).ToList() is { Count: > 0 } hosts => Judge(hosts, $"The command {command.Name} reaches the network"),
            _ => null,
        };
    }

    // Where a proxy is set, it is what every command after it reaches.
    string? Proxied(ShellReading scripts) => scripts.Variables.Values.Where(variable => variable.Key.EndsWith("_proxy", StringComparison.OrdinalIgnoreCase) && variable.Value.Length > 0)
        .Select(variable => Judge(NetworkHosts.InText(variable.Value), "It sets a proxy, and so reaches the network")).FirstOrDefault(reason => reason is not null);

    // No host that can be told is one that is not allowed.
    string? Judge(IEnumerable<string> hosts, string what)
    {
        var all = hosts.ToList();
        return all.Count > 0 && all.All(IsAllowed) ? null : $"{what}, which is not allowed here.";
    }

    bool IsAllowed(string host) =>
        (options.AllowLocalhost && host is "localhost" or "127.0.0.1" or "[::1]" or "0.0.0.0")
        || options.AllowedHosts.Any(allowed => host.Equals(allowed, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + allowed, StringComparison.OrdinalIgnoreCase));
}
