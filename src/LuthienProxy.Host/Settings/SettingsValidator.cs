using System.Net;
using Luthien.Hocon;

namespace LuthienProxy.Host.Settings;

/// <summary>Checks the settings as a whole and names everything that is wrong, not just the first.</summary>
static class SettingsValidator
{
    static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    static readonly string[] Modes = ["client_key", "passthrough", "both"];
    static readonly string[] Providers = ["anthropic", "openai"];
    static readonly string[] LogFormats = ["console", "json"];
    static readonly string[] LogLevels = ["verbose", "debug", "information", "warning", "error", "fatal"];

    public static IEnumerable<SettingProblem> Check(GatewaySettings settings) =>
    [
        .. Server(settings),
        .. Auth(settings.Auth),
        .. AdminCheck.Of(settings.Admin),
        .. SignInCheck.Of(settings.SignIn),
        .. settings.Upstreams.SelectMany(entry => Upstream(entry.Value).Select(problem => Named(entry.Key, problem))),
        .. settings.Routes.SelectMany((route, i) => Route(route, $"routes.{i}", settings.Upstreams)),
        .. Timeouts(settings.Timeouts),
        .. Limits(settings.Limits, settings.Delivery),
        .. OneOf("log.format", settings.Log.Format, LogFormats),
        .. OneOf("log.level", settings.Log.Level, LogLevels),
        .. settings.Log.Memory is < 1 or > 10_000 ? [new SettingProblem("log.memory", "must lie between 1 and 10000.")] : Array.Empty<SettingProblem>(),
        .. PolicyCheck.Of(settings.Policy),
        .. PluginCheck.Of(settings.Policy.Plugins),
        .. JudgeSettingsCheck.Of(settings.Policy.Judges),
        .. JournalCheck.Of(settings.Journal),
        .. WriterCheck.Of(settings.Journal),
        .. StorageCheck.Of(settings.Storage),
        .. ActivityCheck.Of(settings.Activity),
    ];

    static IEnumerable<SettingProblem> Server(GatewaySettings settings)
    {
        if (settings.Server.Host is not ("localhost" or "*" or "+" or "") && !IPAddress.TryParse(settings.Server.Host, out _))
            yield return new("server.host", "(GATEWAY_HOST) must be an IP address, localhost, or * for every address.");
        if (settings.Server.Port is < 0 or > 65_535)
            yield return new("server.port", "(GATEWAY_PORT) must lie between 0 and 65535; 0 takes a free port.");
        if (!IsWait(settings.Server.DrainTimeout))
            yield return new("server.drain-timeout", "must be at most a day.");
        if (settings.Server.MaxCalls < 1)
            yield return new("server.max-calls", "must be at least 1.");
        if (settings.DataDirectory.Length == 0)
            yield return new("data-directory", "must name a directory.");
    }

    static IEnumerable<SettingProblem> Auth(AuthSettings auth)
    {
        foreach (var problem in OneOf("auth.mode", auth.Mode, Modes, "AUTH_MODE"))
            yield return problem;
        if (auth.Mode == "client_key" && auth.ProxyApiKey.Length == 0)
            yield return new("auth.proxy-api-key", "(PROXY_API_KEY) is needed for AUTH_MODE=client_key: without it nobody could call.");
        if (auth.ProxyApiKey.Length > 0 && auth.ProxyApiKey == auth.AdminApiKey)
            yield return new("auth.admin-api-key", "(ADMIN_API_KEY) must differ from PROXY_API_KEY: whoever may call must not administer.");
    }

    static IEnumerable<SettingProblem> Upstream(UpstreamSettings upstream)
    {
        foreach (var problem in OneOf("provider", upstream.Provider, Providers))
            yield return problem;
        if (!Uri.TryCreate(upstream.BaseUrl, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.Query.Length > 0)
            yield return new("base-url", "must be an http or https URL without a query.");
        if (upstream.MaxConnections < 1)
            yield return new("max-connections", "must be at least 1.");
        if (upstream.Retry.MaxRetries is < 0 or > 10)
            yield return new("retry.max-retries", "must lie between 0 and 10.");
        if (!IsWait(upstream.Retry.BaseDelay))
            yield return new("retry.base-delay", "must be at most a day.");
        if (!IsWait(upstream.Retry.MaxDelay))
            yield return new("retry.max-delay", "must be at most a day.");
    }

    static SettingProblem Named(string name, SettingProblem problem) =>
        problem with { Path = $"upstreams.{name}.{problem.Path}", Key = $"upstreams:{name}:{problem.Key}" };

    static IEnumerable<SettingProblem> Route(RouteSettings route, string path, Dictionary<string, UpstreamSettings> upstreams)
    {
        foreach (var problem in OneOf($"{path}.provider", route.Provider, Providers))
            yield return problem;
        if (route.Model.Length == 0)
            yield return new($"{path}.model", "must be a pattern; \"*\" stands for every model.");
        if (route.Upstreams.Count == 0)
            yield return new($"{path}.upstreams", "must name at least one upstream.");
        foreach (var name in route.Upstreams)
        {
            if (!upstreams.TryGetValue(name, out var upstream))
                yield return new($"{path}.upstreams", $"names '{name}', which is not among luthien.upstreams.");
            else if (upstream.Provider != route.Provider)
                yield return new($"{path}.upstreams", $"names '{name}', which speaks {upstream.Provider}; the route is for {route.Provider}.");
        }
    }

    static IEnumerable<SettingProblem> Timeouts(TimeoutSettings timeouts) =>
        from entry in new[]
        {
            ("connect", timeouts.Connect), ("first-byte", timeouts.FirstByte), ("idle", timeouts.Idle),
            ("total", timeouts.Total), ("client-stall", timeouts.ClientStall),
        }
        where !entry.Item2.IsInfinite && entry.Item2.ToTimeSpan() <= TimeSpan.Zero
        select new SettingProblem($"timeouts.{entry.Item1}", "must be longer than nothing; infinite switches it off.");

    static IEnumerable<SettingProblem> Limits(LimitSettings limits, DeliverySettings delivery) =>
        from entry in new[]
        {
            ("limits.request-body", limits.RequestBody.Bytes, 1L << 30), ("limits.event", limits.Event.Bytes, 1L << 30), ("limits.response-body", limits.ResponseBody.Bytes, 1L << 30),
            ("limits.messages", limits.Messages, int.MaxValue), ("limits.tools", limits.Tools, int.MaxValue), ("limits.depth", limits.Depth, 10_000),
            ("delivery.flush-at", delivery.FlushAt.Bytes, 1L << 20),
        }
        where entry.Item2 < 1 || entry.Item2 >= entry.Item3
        select new SettingProblem(entry.Item1, $"must lie between 1 and {entry.Item3 - 1}.");

    static bool IsWait(Duration duration) => !duration.IsInfinite && duration.ToTimeSpan() <= LongestWait;

    static IEnumerable<SettingProblem> OneOf(string setting, string value, string[] choices, string? variable = null) =>
        choices.Contains(value, StringComparer.Ordinal) ? [] : [new SettingProblem(setting, $"{(variable is null ? "" : $"({variable}) ")}must be one of {string.Join(", ", choices)}.")];
}
