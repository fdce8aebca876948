using System.CommandLine;
using LuthienProxy.Cli.Answers;
using LuthienProxy.Cli.Connection;
using LuthienProxy.Cli.Output;

namespace LuthienProxy.Cli.Verbs;

/// <summary><c>pbm actor top</c>: the busiest actors, between two looks at their counters; on a terminal again and again, in place.</summary>
/// <param name="verb">Makes the verb.</param>
/// <param name="look">Looks at the actors.</param>
sealed class ActorTop(Verb verb, Func<Session, CancellationToken, Task<(NodeAnswer Answer, ActorTree Tree)>> look)
{
    /// <summary>How long after the first look the second comes.</summary>
    static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);

    static readonly string[] Columns = ["mailbox", "msgs", "busy", "age", "restarts"];

    readonly Option<int> _most = new("--count", "-n") { Description = "How many.", HelpName = "count", DefaultValueFactory = _ => 20 };
    readonly Option<string> _by = new Option<string>("--by") { Description = $"{string.Join(", ", Columns[..^1])} or {Columns[^1]}.", HelpName = "column", DefaultValueFactory = _ => Columns[0] }.AcceptOnlyFromAmong(Columns);
    readonly Option<TimeSpan?> _every = new("--every") { Description = "How often a terminal is drawn anew; 2s unless said.", HelpName = "time", CustomParser = result => GlobalOptions.Time(result) };
    readonly Option<bool> _once = new("--once", "-1") { Description = "Once, also on a terminal." };

    public Command Command() => verb.Of("top", "The busiest actors; on a terminal until Ctrl+C.", TopAsync, _most, _by, _every, _once);

    async Task<int> TopAsync(Session session, ParseResult line, CancellationToken cancellation)
    {
        var before = ActorLook.At((await look(session, cancellation)).Tree, session.Time.GetTimestamp());
        await Task.Delay(First, session.Time, cancellation);
        if (!session.Screen.IsTerminal || session.Screen.IsJson || line.GetValue(_once))
            return await DrawAsync(session.Screen);
        return await InPlace.RunAsync(session.Screen, line.GetValue(_every) ?? TimeSpan.FromSeconds(2), session.Time, DrawAsync, cancellation);

        async Task<int> DrawAsync(Screen screen)
        {
            var (answer, now) = await look(session, cancellation);
            var after = ActorLook.At(now, session.Time.GetTimestamp());
            var page = session with { Screen = screen };
            var code = page.Show(answer, () => Write(screen, now, after.Since(before, session.Time), line));
            before = after;
            return code;
        }
    }

    void Write(Screen screen, ActorTree now, IEnumerable<ActorRate> rates, ParseResult line)
    {
        var by = line.GetValue(_by);
        screen.Line($"{ActorText.NameOf(now)}  {Humane.Count(now.Count)} actors  up {Humane.Duration(now.Root.AgeMs)}  by {by}");
        var table = new TextTable(Column.Path("PATH"), Column.State("STATE"), Column.Number("MBOX"), Column.Number("PEAK"), Column.Number("MSG/s"), Column.Number("BUSY%"), Column.Number("P99"), Column.Number("AGE"), Column.Number("HANDLED"), Column.Number("RESTARTS"));
        foreach (var (actor, messages, busy) in rates.OrderByDescending(Key(by)).ThenBy(rate => rate.Actor.Path, StringComparer.Ordinal).Take(line.GetValue(_most)))
        {
            var entry = actor.Entry;
            table.Add(
                actor.Path, ActorText.State(entry), Humane.Count(entry.Mailbox), Humane.Count(entry.MailboxPeak), $"{messages:0.0}", $"{busy * 100:0.0}", Humane.Duration(entry.P99Ms), Humane.Duration(entry.AgeMs), Humane.Count(entry.Handled),
                Humane.Count(entry.Restarts));
        }
        screen.Table(table);
    }

    static Func<ActorRate, double> Key(string? by) => by switch
    {
        "msgs" => rate => rate.Messages,
        "busy" => rate => rate.Busy,
        "age" => rate => rate.Actor.Entry.AgeMs,
        "restarts" => rate => rate.Actor.Entry.Restarts,
        _ => rate => rate.Actor.Entry.Mailbox,
    };
}
