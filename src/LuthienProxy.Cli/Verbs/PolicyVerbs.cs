using System.CommandLine;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using LuthienProxy.Cli.Answers;
using LuthienProxy.Cli.Connection;
using LuthienProxy.Cli.Output;

namespace LuthienProxy.Cli.Verbs;

/// <summary><c>pbm policy …</c>: what calls run under, and changing it.</summary>
sealed class PolicyVerbs(Verb verb)
{
    readonly Argument<string> _instance = new("name") { Description = "The instance's name." };
    readonly Argument<string> _instanceAt = new("name") { Description = "The instance's name; name@version for another than its newest version." };
    readonly Argument<string[]> _values = new("key=value") { Description = "Settings, such as readOnly=true; of a certain stage as 1.readOnly=true, from 0.", Arity = ArgumentArity.OneOrMore };
    readonly Option<int> _count = Bounded.Count();

    public Command Noun() => Verb.Noun("policy", "What calls run under.",
        verb.Of("list", "What has been configured, and what of it is active.", InstancesAsync),
        verb.Of("current", "What this node runs.", CurrentAsync),
        verb.Of("types", "The policies that can be configured.", TypesAsync),
        verb.Of("show", "An instance's newest version, as a definition.", ShowAsync, _instance),
        verb.Of("history", "Who changed what and when.", HistoryAsync, _count),
        verb.Of("set", "Makes a new version of an instance with other settings; where the instance is active, the new version is too.", SetAsync, _instance, _values),
        verb.Of("activate", "Makes an instance active, for all calls that begin from then on.", ActivateAsync, _instanceAt),
        verb.Of("enable", "As activate.", ActivateAsync, _instanceAt),
        verb.Of("rollback", "Makes active what was before.", RollbackAsync),
        verb.Of("deactivate", "Makes none active.", DeactivateAsync),
        verb.Of("disable", "As deactivate.", DeactivateAsync));

    static async Task<int> TypesAsync(Session session, ParseResult line, CancellationToken cancellation)
    {
        var answer = await session.Node.GetAsync("/admin/policy/list", cancellation);
        var types = answer.As(PolicyAnswers.Default.PolicyTypes);
        return session.Show(answer, () =>
        {
            var table = new TextTable("POLICY", "CATEGORY", "KIND", "WHAT IT DOES");
            foreach (var category in types.Categories)
            {
                foreach (var type in category.Policies)
                    table.Add(type.Name, category.Category, type.Kind, type.Description);
            }
            session.Screen.Table(table);
            foreach (var broken in types.Broken)
                session.Screen.Line(PlainText.Line($"{broken.Name} cannot be used: {broken.Error}"));
        });
    }

    static async Task<int> CurrentAsync(Session session, ParseResult line, CancellationToken cancellation)
    {
        var answer = await session.Node.GetAsync("/admin/policy/current", cancellation);
        var current = answer.As(PolicyAnswers.Default.PolicyInUse);
        return session.Show(answer, () =>
        {
            session.Screen.Line(PlainText.Line($"{(current.Policies.Count == 0 ? "no policy" : current.Name ?? "a file's policies")}{(current.Version > 0 ? $" version {current.Version}" : "")}  {current.Status}  since {Humane.Moment(current.Since, session.Now)}"));
            if (current.Policies.Count > 0)
                PolicyText.Stages(current.Policies, session.Screen);
            foreach (var reason in current.Reasons)
                session.Screen.Line(PlainText.Line(reason));
        });
    }

    static async Task<int> InstancesAsync(Session session, ParseResult line, CancellationToken cancellation)
    {
        var answer = await session.Node.GetAsync("/admin/policy/instances?limit=200", cancellation);
        var page = answer.As(PolicyAnswers.Default.PolicyInstances);
        return session.Show(answer, () =>
        {
            var table = new TextTable("NAME", Column.Number("NEWEST"), Column.Number("ACTIVE"), "CREATED", "BY", "WHAT IT IS FOR");
            foreach (var instance in page.Instances)
                table.Add(instance.Name, $"{instance.NewestVersion}", instance.ActiveVersion?.ToString(System.Globalization.CultureInfo.InvariantCulture), Humane.Moment(instance.CreatedAt, session.Now), instance.CreatedBy, instance.Description);
            session.Screen.Table(table);
        });
    }

    async Task<int> ShowAsync(Session session, ParseResult line, CancellationToken cancellation)
    {
        var (answer, newest) = await NewestAsync(session, line.GetValue(_instance)!, cancellation);
        return session.Show(answer, () =>
        {
            session.Screen.Line(PlainText.Line($"{newest.Name} version {newest.Version}{(newest.IsActive ? "  active" : "")}  by {newest.CreatedBy} at {Humane.Moment(newest.CreatedAt, session.Now)}"));
            PolicyText.Stages(newest.Policies, session.Screen);
        });
    }

    async Task<int> HistoryAsync(Session session, ParseResult line, CancellationToken cancellation)
    {
        var answer = await session.Node.GetAsync(new Query("/admin/policy/history").With("limit", $"{line.GetValue(_count)}").ToString(), cancellation);
        var history = answer.As(PolicyAnswers.Default.PolicyHistory);
        return session.Show(answer, () =>
        {
            var table = new TextTable("AT", "ACTION", "FROM", "TO", "BY");
            foreach (var change in history.Changes)
                table.Add(Humane.Moment(change.At, session.Now), change.Action, PolicyText.Of(change.From), PolicyText.Of(change.To), change.By);
            session.Screen.Table(table);
        });
    }

    async Task<int> SetAsync(Session session, ParseResult line, CancellationToken cancellation)
    {
        var (_, newest) = await NewestAsync(session, line.GetValue(_instance)!, cancellation);
        var definition = PolicySettings.Change(newest, line.GetValue(_values)!);
        await session.Node.PostAsync("/admin/policy/validate", definition, cancellation);
        session.Confirm(line, $"{newest.Name}: a new version with {string.Join(", ", line.GetValue(_values)!)}{(newest.IsActive ? ", active at once" : "")}?");
        var answer = await session.Node.PostAsync(newest.IsActive ? "/admin/policy/enable" : "/admin/policy/create", definition, cancellation);
        var made = answer.As(PolicyAnswers.Default.PolicyVersion);
        // It is done: what cannot be read of it now is no failure.
        var difference = await ReadAsync(session, new Query($"/admin/policy/instances/{Query.Escape(made.Name)}/diff").With("from", $"{newest.Version}").With("to", $"{made.Version}").ToString(), PolicyAnswers.Default.PolicyDifference, cancellation);
        var nodes = await ReadAsync(session, "/api/system/nodes", ApiAnswers.Default.NodeList, cancellation);
        var running = nodes is null ? "those" : Humane.Count(nodes.Nodes.Sum(node => (long)(node.OpenCalls ?? 0)));
        return session.Show(answer, () =>
        {
            session.Screen.Line(PlainText.Line($"{made.Name} version {newest.Version} → {made.Version}  {(made.IsActive ? $"in effect for calls that begin from now on; {running} that run keep what they began with" : "not active")}"));
            foreach (var change in difference?.Changes ?? [])
                session.Screen.Line(PlainText.Line($"  {change.Path}: {change.Before?.GetRawText() ?? "-"} → {change.After?.GetRawText() ?? "-"}"));
        });
    }

    async Task<int> ActivateAsync(Session session, ParseResult line, CancellationToken cancellation)
    {
        var parts = line.GetValue(_instanceAt)!.Split('@', 2);
        var body = new JsonObject { ["name"] = parts[0] };
        if (parts.Length == 2)
            body["version"] = int.TryParse(parts[1], out var version) ? version : throw new PbmException(ExitCode.Usage, $"'{parts[1]}' is no version.");
        session.Confirm(line, $"Activate {line.GetValue(_instanceAt)}?");
        return Told(session, await FoundAsync(session.Node.PostAsync("/admin/policy/activate", body, cancellation), line.GetValue(_instanceAt)!));
    }

    static async Task<int> RollbackAsync(Session session, ParseResult line, CancellationToken cancellation)
    {
        session.Confirm(line, "Make active what was before?");
        return Told(session, await session.Node.PostAsync("/admin/policy/rollback", body: null, cancellation));
    }

    static async Task<int> DeactivateAsync(Session session, ParseResult line, CancellationToken cancellation)
    {
        session.Confirm(line, "Make no instance active?");
        var answer = await session.Node.PostAsync("/admin/policy/deactivate", body: null, cancellation);
        return session.Show(answer, () => session.Screen.Line("No instance is active for calls that begin from now on."));
    }

    static async Task<T?> ReadAsync<T>(Session session, string path, JsonTypeInfo<T> type, CancellationToken cancellation)
        where T : class
    {
        try
        {
            return (await session.Node.GetAsync(path, cancellation)).As(type);
        }
        catch (PbmException)
        {
            return null;
        }
    }

    static async Task<NodeAnswer> FoundAsync(Task<NodeAnswer> asked, string instance)
    {
        try
        {
            return await asked;
        }
        catch (PbmException cause) when (cause.Status == HttpStatusCode.NotFound)
        {
            throw new PbmException(ExitCode.Failed, $"There is no instance {instance}; policy list names those that there are.", cause);
        }
    }

    static int Told(Session session, NodeAnswer answer) => session.Show(answer, () =>
    {
        var active = answer.As(PolicyAnswers.Default.PolicyVersion);
        session.Screen.Line(PlainText.Line($"{active.Name} version {active.Version} is active for calls that begin from now on."));
    });

    static async Task<(NodeAnswer Answer, PolicyVersion Newest)> NewestAsync(Session session, string name, CancellationToken cancellation)
    {
        var answer = await FoundAsync(session.Node.GetAsync(new Query($"/admin/policy/instances/{Query.Escape(name)}").With("limit", "1").ToString(), cancellation), name);
        return (answer, answer.As(PolicyAnswers.Default.PolicyVersions).Versions[0]);
    }
}
