namespace LuthienProxy.LoadTest.Targets;

/// <summary>The programs that a run can start: the gateway, and this program's own upstream.</summary>
static class Programs
{
    /// <summary>What the upstream says when it listens.</summary>
    public const string UpstreamListens = "The upstream listens on ";

    const string GatewayListens = "LuthienProxy listens on ";

    /// <summary>The gateway before an upstream, with its settings as they come, but for its own simulator's models and its database, which is new.</summary>
    public static Task<StartedProgram> GatewayAsync(string program, IEnumerable<string> arguments, Uri upstream, CancellationToken cancellation, string? adminKey = null)
    {
        if (!File.Exists(program))
            throw new LoadException(ExitStatus.Usage, $"{program} is not there; ./build.sh load builds the gateway and names it.");
        return StartedProgram.StartAsync("The gateway", program, arguments, GatewayListens, folder => GatewayVariables(folder, upstream, adminKey), cancellation);
    }

    /// <summary>The upstream in a process of its own.</summary>
    public static Task<StartedProgram> UpstreamAsync(int port, CancellationToken cancellation) =>
        StartedProgram.StartAsync("The upstream", typeof(Programs).Assembly.Location, ["upstream", $"{port}", "--with-parent"], UpstreamListens, _ => [], cancellation);

    static IEnumerable<KeyValuePair<string, string?>> GatewayVariables(string folder, Uri upstream, string? adminKey) =>
    [
        new("GATEWAY_HOST", "127.0.0.1"),
        new("GATEWAY_PORT", "0"),
        new("AUTH_MODE", "passthrough"),
        new("ADMIN_API_KEY", adminKey),
        new("OPENAI_UPSTREAM_URL", $"{upstream}"),
        new("ANTHROPIC_UPSTREAM_URL", $"{upstream}"),
        new("DATABASE_URL", "sqlite:" + Path.Combine(folder, "luthien.db")),
        // The person who runs this may have a gateway of their own: what it shares is none of this one's.
        new("REDIS_URL", null),
    ];
}
