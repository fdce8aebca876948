namespace LuthienProxy.Host.Settings;

/// <summary>Checks the settings as a whole and names everything that is wrong, not just the first.</summary>
static class SettingsValidator
{
    static readonly string[] Modes = ["client_key", "passthrough", "both"];
    static readonly string[] Providers = ["anthropic", "openai"];
    static readonly string[] PolicySources = ["db", "file", "db-fallback-file", "file-fallback-db"];
    static readonly string[] LogFormats = ["console", "json"];
    static readonly string[] LogLevels = ["verbose", "debug", "information", "warning", "error", "fatal"];

    public static IReadOnlyList<string> Check(GatewaySettings settings) =>
    [
        .. Server(settings),
        .. Auth(settings.Auth),
        .. settings.Upstreams.SelectMany(entry => Upstream(entry.Key, entry.Value)),
        .. settings.Routes.SelectMany((route, i) => Route(route, i, settings.Upstreams)),
        .. Timeouts(settings.Timeouts),
        .. Limits(settings.Limits, settings.Delivery),
        .. OneOf("log.format (console or json)", settings.Log.Format, LogFormats),
        .. OneOf("log.level", settings.Log.Level, LogLevels),
        .. OneOf("policy.source (POLICY_SOURCE)", settings.Policy.Source, PolicySources),
        .. Outside(settings),
    ];

    static IEnumerable<string> Server(GatewaySettings settings)
    {
        if (settings.Server.Port is < 0 or > 65_535)
            yield return "luthien.server.port (GATEWAY_PORT) must lie between 0 and 65535; 0 takes a free port.";
        if (settings.Server.MaxCalls < 1)
            yield return "luthien.server.max-calls must be at least 1.";
        if (settings.DataDirectory.Length == 0)
            yield return "luthien.data-directory must name a directory.";
    }

    static IEnumerable<string> Auth(AuthSettings auth)
    {
        foreach (var error in OneOf("auth.mode (AUTH_MODE)", auth.Mode, Modes))
            yield return error;
        if (auth.Mode == "client_key" && auth.ProxyApiKey.Length == 0)
            yield return "AUTH_MODE=client_key needs PROXY_API_KEY (luthien.auth.proxy-api-key): without it nobody could call.";
        if (auth.ProxyApiKey.Length > 0 && auth.ProxyApiKey == auth.AdminApiKey)
            yield return "PROXY_API_KEY and ADMIN_API_KEY must differ: whoever may call must not administer.";
    }

    static IEnumerable<string> Upstream(string name, UpstreamSettings upstream)
    {
        foreach (var error in OneOf($"upstreams.{name}.provider", upstream.Provider, Providers))
            yield return error;
        if (!Uri.TryCreate(upstream.BaseUrl, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.Query.Length > 0)
            yield return $"luthien.upstreams.{name}.base-url must be an http or https URL without a query.";
        if (upstream.MaxConnections < 1)
            yield return $"luthien.upstreams.{name}.max-connections must be at least 1.";
        if (upstream.Retry.MaxRetries is < 0 or > 10)
            yield return $"luthien.upstreams.{name}.retry.max-retries must lie between 0 and 10.";
    }

    static IEnumerable<string> Route(RouteSettings route, int index, Dictionary<string, UpstreamSettings> upstreams)
    {
        foreach (var error in OneOf($"routes.{index}.provider", route.Provider, Providers))
            yield return error;
        if (route.Model.Length == 0)
            yield return $"luthien.routes.{index}.model must be a pattern; \"*\" stands for every model.";
        if (route.Upstreams.Count == 0)
            yield return $"luthien.routes.{index}.upstreams must name at least one upstream.";
        foreach (var name in route.Upstreams)
        {
            if (!upstreams.TryGetValue(name, out var upstream))
                yield return $"luthien.routes.{index}.upstreams names '{name}', which is not among luthien.upstreams.";
            else if (upstream.Provider != route.Provider)
                yield return $"luthien.routes.{index}.upstreams names '{name}', which speaks {upstream.Provider}; the route is for {route.Provider}.";
        }
    }

    static IEnumerable<string> Timeouts(TimeoutSettings timeouts) =>
        from entry in new[]
        {
            ("connect", timeouts.Connect), ("first-byte", timeouts.FirstByte), ("idle", timeouts.Idle),
            ("total", timeouts.Total), ("client-stall", timeouts.ClientStall),
        }
        where !entry.Item2.IsInfinite && entry.Item2.ToTimeSpan() <= TimeSpan.Zero
        select $"luthien.timeouts.{entry.Item1} must be longer than nothing; infinite switches it off.";

    static IEnumerable<string> Limits(LimitSettings limits, DeliverySettings delivery) =>
        from entry in new[]
        {
            ("limits.request-body", limits.RequestBody.Bytes, 1L << 31), ("limits.event", limits.Event.Bytes, 1L << 30), ("limits.response-body", limits.ResponseBody.Bytes, 1L << 31),
            ("limits.messages", limits.Messages, int.MaxValue), ("limits.tools", limits.Tools, int.MaxValue), ("limits.depth", limits.Depth, 10_000),
            ("delivery.flush-at", delivery.FlushAt.Bytes, 1L << 20),
        }
        where entry.Item2 < 1 || entry.Item2 >= entry.Item3
        select $"luthien.{entry.Item1} must lie between 1 and {entry.Item3 - 1}.";

    static IEnumerable<string> Outside(GatewaySettings settings)
    {
        if (!DatabaseUrl.IsValid(settings.Storage.DatabaseUrl))
            yield return "DATABASE_URL (luthien.storage.database-url) must be postgres://…, an Npgsql connection string, or sqlite:PATH.";
        if (settings.Activity.RedisUrl is { Length: > 0 } redis && !(Uri.TryCreate(redis, UriKind.Absolute, out var url) && url.Scheme is "redis" or "rediss"))
            yield return "REDIS_URL (luthien.activity.redis-url) must begin with redis:// or rediss://.";
    }

    static IEnumerable<string> OneOf(string setting, string value, string[] choices) =>
        choices.Contains(value, StringComparer.Ordinal) ? [] : [$"luthien.{setting} must be one of {string.Join(", ", choices)}."];
}
