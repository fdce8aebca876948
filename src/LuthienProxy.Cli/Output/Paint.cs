namespace LuthienProxy.Cli.Output;

/// <summary>The colours of a terminal: few, and never the only carrier of what they say.</summary>
static class Paint
{
    const string Reset = "\x1b[0m";

    /// <summary>A heading.</summary>
    public static string Heading(string text) => $"\x1b[1m{text}{Reset}";

    /// <summary>A state, by what it means for an operator; its padding stays as it is.</summary>
    public static string State(string text) => Of(text.Trim()) is { } colour ? $"\x1b[{colour}m{text}{Reset}" : text;

    static string? Of(string state) => state switch
    {
        "failed" or "unhealthy" or "down" or "interrupted" or "lost" or "stopped" or "suspended" => "31",
        "blocked" or "cancelled" or "degraded" or "restarting" or "stopping" or "draining" or "awaiting" or "busy" or "open" or "streaming" => "33",
        "completed" or "healthy" or "up" or "active" => "32",
        _ => null,
    };
}
