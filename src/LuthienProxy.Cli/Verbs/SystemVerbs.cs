using System.CommandLine;
using System.Net;
using LuthienProxy.Cli.Answers;
using LuthienProxy.Cli.Output;

namespace LuthienProxy.Cli.Verbs;

/// <summary><c>pbm system …</c>, <c>pbm config …</c> and <c>pbm health</c>: how the gateway is and how it is set.</summary>
sealed class SystemVerbs(Verb verb)
{
    readonly ProcessVerbs _process = new();
    readonly Argument<string?> _path = new("path") { Description = "Only settings that begin with this, such as journal.", Arity = ArgumentArity.ZeroOrOne };
    readonly Option<bool> _origin = new("--origin") { Description = "Also where each is set." };

    public IEnumerable<Command> Nouns() =>
    [
        Verb.Noun("system", "How the gateway is.",
            verb.Of("nodes", "The gateways that share the database.", NodesAsync),
            verb.Of("dependencies", "What the gateway needs besides itself.", DependenciesAsync),
            verb.Of("info", "What the process is, and what it uses.", ProcessVerbs.InfoAsync),
            verb.Of("uptime", "How long it runs.", ProcessVerbs.UptimeAsync),
            verb.Of("changes", "What administrators changed, the newest first.", _process.ChangesAsync, [.. _process.Filters]),
            verb.Of("shutdown", "Ends the process in good order; running calls may finish.", _process.ShutdownAsync, _process.Drain),
            verb.WithoutKey("health", "As pbm health.", HealthAsync)),
        Verb.Noun("config", "The settings in effect.", verb.Of("show", "Settings; secrets are never shown.", ConfigAsync, _path, _origin)),
        verb.WithoutKey("health", "Whether the gateway takes calls, for probes: exit code 0 when it does, 1 when not, 3 when nobody answers. Needs no key.", HealthAsync),
    ];

    static async Task<int> NodesAsync(Session session, ParseResult line, CancellationToken cancellation)
    {
        var answer = await session.Node.GetAsync("/api/system/nodes", cancellation);
        var nodes = answer.As(ApiAnswers.Default.NodeList).Nodes;
        return session.Show(answer, () =>
        {
            var table = new TextTable("NODE", Column.State("STATE"), Column.Number("UP"), Column.Number("SEEN"), Column.Number("CALLS"), "POLICY", "VERSION");
            foreach (var node in nodes)
            {
                table.Add(
                    node.Node + (node.IsSelf ? " (this)" : ""), node.State, Age(node.StartedAt, session), Age(node.SeenAt, session), node.OpenCalls is { } calls ? Humane.Count(calls) : null,
                    node.Policy is { Name: { } name } policy ? $"{name} v{policy.Version}" : "none", node.Version);
            }
            session.Screen.Table(table);
        });
    }

    static async Task<int> DependenciesAsync(Session session, ParseResult line, CancellationToken cancellation)
    {
        var answer = await session.Node.GetAsync("/api/system/dependencies", cancellation);
        var dependencies = answer.As(ApiAnswers.Default.DependencyList).Dependencies;
        return session.Show(answer, () =>
        {
            var table = new TextTable("NAME", "KIND", Column.State("STATE"), Column.Number("FOR"), Column.Number("LATENCY"), "DETAIL");
            foreach (var dependency in dependencies)
                table.Add(dependency.Name, dependency.Kind, dependency.State, Age(dependency.Since, session), Humane.Duration(dependency.LatencyMs), dependency.Detail);
            session.Screen.Table(table);
        });
    }

    async Task<int> ConfigAsync(Session session, ParseResult line, CancellationToken cancellation)
    {
        var answer = await session.Node.GetAsync("/api/system/settings", cancellation);
        var path = line.GetValue(_path) ?? "";
        var settings = answer.As(ApiAnswers.Default.SettingList).Settings.Where(setting => setting.Path.StartsWith(path, StringComparison.Ordinal)).ToList();
        if (settings.Count == 0)
            throw new PbmException(ExitCode.Failed, $"No setting begins with '{path}'.");
        return session.Show(answer, () =>
        {
            foreach (var setting in settings)
            {
                var value = setting.IsSecret ? "(secret)" : setting.Value is { Length: > 0 } text ? text : "\"\"";
                session.Screen.Line(PlainText.Line($"{setting.Path} = {value}{(line.GetValue(_origin) ? $"  # {setting.Source}{(setting.Place is { } place ? ", " + place : "")}" : "")}"));
            }
        });
    }

    static async Task<int> HealthAsync(Session session, ParseResult line, CancellationToken cancellation)
    {
        var answer = await session.Node.ProbeAsync("/health/ready", cancellation);
        var ready = answer.As(ApiAnswers.Default.ReadyState);
        session.Show(answer, () =>
        {
            session.Screen.Line(session.Screen.State(PlainText.Line(ready.Status)));
            foreach (var reason in ready.Reasons)
                session.Screen.Line("  " + PlainText.Line(reason));
        });
        return answer.Status == HttpStatusCode.OK ? ExitCode.Ok : ExitCode.Failed;
    }

    static string Age(DateTimeOffset? since, Session session) => Humane.Duration((session.Now - since)?.TotalMilliseconds);
}
