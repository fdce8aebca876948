using System.CommandLine;
using System.Globalization;
using LuthienProxy.Cli.Answers;
using LuthienProxy.Cli.Output;

namespace LuthienProxy.Cli.Verbs;

/// <summary><c>pbm system info|uptime|changes|shutdown</c>: one gateway's process.</summary>
sealed class ProcessVerbs
{
    readonly Option<string?> _action = new("--action") { Description = "Only changes of this operation, such as activatePolicy.", HelpName = "operation" };
    readonly Option<string?> _subject = new("--subject") { Description = "Only changes of this: an instance, a call, an actor's path.", HelpName = "subject" };
    readonly Option<string?> _outcome = new("--outcome") { Description = "done, refused, failed, unknown or begun.", HelpName = "outcome" };
    readonly Option<int> _count = Bounded.Count();

    /// <summary>How long calls may finish.</summary>
    public Option<TimeSpan?> Drain { get; } = new("--drain") { Description = "How long running calls may finish, such as 30s; at most, and otherwise, what the gateway is set to.", HelpName = "time", CustomParser = result => GlobalOptions.Time(result) };

    /// <summary>Which changes are shown.</summary>
    public IEnumerable<Symbol> Filters => [_action, _subject, _outcome, _count];

    /// <summary><c>system info</c>.</summary>
    public static async Task<int> InfoAsync(Session session, ParseResult line, CancellationToken cancellation)
    {
        var answer = await session.Node.GetAsync("/api/system/info", cancellation);
        var info = answer.As(ApiAnswers.Default.ProcessInfo);
        return session.Show(answer, () =>
        {
            foreach (var (name, value) in new[]
            {
                ("node", info.Node), ("version", info.Version), ("started", $"{Humane.Moment(info.StartedAt, session.Now)}, {Humane.Duration(info.UptimeMs)} ago"), ("stopping", info.IsStopping ? "yes" : "no"),
                ("open calls", Humane.Count(info.OpenCalls)), ("listens", string.Join("  ", info.Listens)), ("data", info.DataDirectory),
                ("process", info.ProcessId.ToString(CultureInfo.InvariantCulture)), ("runtime", $"{info.Runtime} on {info.Platform}"), ("cores", $"{info.Cores}, {info.Threads} threads, {Humane.Duration(info.CpuMs)} used"),
                ("memory", $"{Humane.Bytes(info.WorkingSetBytes)}, of it heap {Humane.Bytes(info.HeapBytes)}, of at most {Humane.Bytes(info.MemoryLimitBytes)}"),
            })
                session.Screen.Line(PlainText.Line($"{name,-11} {value}"));
        });
    }

    /// <summary><c>system uptime</c>.</summary>
    public static async Task<int> UptimeAsync(Session session, ParseResult line, CancellationToken cancellation)
    {
        var answer = await session.Node.GetAsync("/api/system/info", cancellation);
        var info = answer.As(ApiAnswers.Default.ProcessInfo);
        return session.Show(answer, () => session.Screen.Line(PlainText.Line($"{Humane.Duration(info.UptimeMs)}, since {Humane.Moment(info.StartedAt, session.Now)}{(info.IsStopping ? ", stopping" : "")}")));
    }

    /// <summary><c>system changes</c>.</summary>
    public async Task<int> ChangesAsync(Session session, ParseResult line, CancellationToken cancellation)
    {
        var query = new Query("/api/system/changes").With("action", line.GetValue(_action)).With("subject", line.GetValue(_subject)).With("outcome", line.GetValue(_outcome))
            .With("limit", line.GetValue(_count).ToString(CultureInfo.InvariantCulture));
        var answer = await session.Node.GetAsync(query.ToString(), cancellation);
        var changes = answer.As(ApiAnswers.Default.ChangeList).Changes;
        return session.Show(answer, () =>
        {
            var table = new TextTable("AT", "ACTION", Column.State("OUTCOME"), Column.Path("SUBJECT"), "WHO", "FROM", "DETAIL");
            foreach (var change in changes)
                table.Add(Humane.Moment(change.At, session.Now), change.Action, change.Outcome, change.Subject, change.Actor, change.Origin, change.Detail?.GetRawText());
            session.Screen.Table(table);
        });
    }

    /// <summary><c>system shutdown</c>.</summary>
    public async Task<int> ShutdownAsync(Session session, ParseResult line, CancellationToken cancellation)
    {
        session.Confirm(line, "Shut the gateway down?");
        var path = new Query("/api/system/shutdown").With("drain_ms", line.GetValue(Drain) is { } drain ? drain.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture) : null);
        var answer = await session.Node.PostAsync(path.ToString(), body: null, cancellation);
        var begun = answer.As(ApiAnswers.Default.ShutdownBegun);
        return session.Show(answer, () => session.Screen.Line(PlainText.Line($"{begun.Node} stops; {Humane.Count(begun.OpenCalls, "call")} may finish within {Humane.Duration(begun.DrainMs)}.")));
    }
}
