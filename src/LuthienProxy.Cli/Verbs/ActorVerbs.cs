using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using LuthienProxy.Cli.Answers;
using LuthienProxy.Cli.Connection;
using LuthienProxy.Cli.Output;

namespace LuthienProxy.Cli.Verbs;

/// <summary><c>pbm actor …</c>: the actors of the node, from their counters. It answers while they are stuck.</summary>
sealed class ActorVerbs(Verb verb)
{
    /// <summary>So many actors are shown with <c>--all</c>, and counted where all count.</summary>
    const int All = 20_000;

    /// <summary>So many are looked at where the busiest are meant: those with the fullest mailboxes are among them.</summary>
    const int Many = 2_000;

    readonly Option<string> _start = new("--start", "-s") { Description = "Begin at this path.", HelpName = "path", DefaultValueFactory = _ => "/" };
    readonly Option<int> _depth = Bounded.Within(new("--depth", "-d") { Description = "How many levels below it, 1 to 20.", HelpName = "levels", DefaultValueFactory = _ => 4 }, 1, 20);
    readonly Option<bool> _flat = new("--flat") { Description = "Full paths, one a line, as Petabridge.Cmd writes them." };
    readonly Option<bool> _all = new("--all") { Description = $"All children (up to {All:N0} actors), not only {ActorText.MostChildren} of each actor." };
    readonly Option<int> _over = new("--over") { Description = "Name the actors with more messages than this.", HelpName = "depth", DefaultValueFactory = _ => 0 };
    readonly Option<int> _count = new("--count", "-n") { Description = "Name at most so many.", HelpName = "count", DefaultValueFactory = _ => 20 };
    readonly Argument<string> _actor = new("path") { Description = "The actor's path, such as /user/gateway." };

    public Command Noun() => Verb.Noun("actor", "The actors of the node.",
        verb.Of("system", "The node's name, and how many actors it has.", SystemAsync),
        verb.Of("hierarchy", "The tree of actors.", HierarchyAsync, _start, _depth, _flat, _all),
        new ActorTop(verb, (session, cancellation) => TreeAsync(session, "/", Many, depth: null, cancellation)).Command(),
        verb.Of("mailboxes", "How full mailboxes are.", MailboxesAsync, _over, _count),
        verb.Of("show", "One actor.", ShowAsync, _actor),
        verb.Of("stop", "Ends a call's actor for good, after the message that it has before it.", (session, line, cancellation) => EndAsync(session, line, "stop", cancellation), _actor),
        verb.Of("kill", "Makes an actor fail when its turn comes; its supervisor decides what follows.", (session, line, cancellation) => EndAsync(session, line, "kill", cancellation), _actor));

    static async Task<int> SystemAsync(Session session, ParseResult line, CancellationToken cancellation)
    {
        var (answer, tree) = await TreeAsync(session, "/", limit: 2, depth: 1, cancellation);
        return session.Show(answer, () => session.Screen.Line($"{ActorText.NameOf(tree)}  {Humane.Count(tree.Count)} actors  up {Humane.Duration(tree.Root.AgeMs)}"));
    }

    async Task<int> HierarchyAsync(Session session, ParseResult line, CancellationToken cancellation)
    {
        var (path, depth, isFlat, all) = ("/" + line.GetValue(_start)!.Trim('/'), line.GetValue(_depth), line.GetValue(_flat), line.GetValue(_all));
        // The level of the actor to begin at is one of the API's; above the guardians there is none.
        var (answer, tree) = await TreeAsync(session, path, isFlat || all ? All : Many, path == "/" ? depth : depth + 1, cancellation, withCalls: !isFlat);
        var start = PlacedActor.RootOf(tree, path);
        return session.Show(answer, () =>
        {
            if (isFlat)
            {
                foreach (var text in ActorText.Flat(tree, start))
                    session.Screen.Line(text);
            }
            else
                ActorText.Tree(start, all ? int.MaxValue : ActorText.MostChildren, session.Screen);
            if (isFlat && tree.IsTruncated)
                session.Screen.Remark($"{Humane.Count(tree.Count)} actors in all; those below {depth} levels, and more than {Humane.Count(All)}, are not shown.");
        });
    }

    async Task<int> MailboxesAsync(Session session, ParseResult line, CancellationToken cancellation)
    {
        var (answer, tree) = await TreeAsync(session, "/", All, depth: null, cancellation);
        var actors = PlacedActor.AllOf(tree).ToList();
        var full = actors.Where(actor => actor.Entry.Mailbox > line.GetValue(_over)).OrderByDescending(actor => actor.Entry.Mailbox).ThenBy(actor => actor.Path, StringComparer.Ordinal).ToList();
        return session.Show(answer, () =>
        {
            var depths = new TextTable("MESSAGES", Column.Number("ACTORS"));
            foreach (var (name, least, most) in Depths)
                depths.Add(name, Humane.Count(actors.Count(actor => actor.Entry.Mailbox >= least && actor.Entry.Mailbox <= most)));
            session.Screen.Table(depths);
            if (tree.IsTruncated)
                session.Screen.Remark($"{Humane.Count(tree.Count)} actors in all; {Humane.Count(actors.Count)} of them were looked at.");
            if (full.Count == 0)
                return;
            session.Screen.Line();
            var table = new TextTable(Column.Path("PATH"), Column.State("STATE"), Column.Number("MAILBOX"), Column.Number("HANDLED"), Column.Number("DROPPED"), Column.Number("AGE"));
            foreach (var (path, entry) in full.Take(line.GetValue(_count)))
                table.Add(path, ActorText.State(entry), Humane.Count(entry.Mailbox), Humane.Count(entry.Handled), Humane.Count(entry.Dropped), Humane.Duration(entry.AgeMs));
            session.Screen.Table(table);
            if (full.Count > line.GetValue(_count))
                session.Screen.Remark($"… {Humane.Count(full.Count - line.GetValue(_count))} more");
        });
    }

    async Task<int> EndAsync(Session session, ParseResult line, string action, CancellationToken cancellation)
    {
        var path = line.GetValue(_actor)!;
        session.Confirm(line, $"{(action == "kill" ? "Kill" : "Stop")} {path}?");
        var answer = await session.Node.PostAsync($"/api/system/actors/{action}", new JsonObject { ["path"] = path }, cancellation);
        var end = answer.As(ApiAnswers.Default.ActorEnd);
        return session.Show(answer, () => session.Screen.Line(PlainText.Line($"{end.Path} {(end.HasHappened ? end.IsRunning ? "has begun anew" : "has ended" : "is at a message and hears of it after that")}.")));
    }

    async Task<int> ShowAsync(Session session, ParseResult line, CancellationToken cancellation)
    {
        var path = "/" + line.GetValue(_actor)!.Trim('/');
        var (answer, tree) = await TreeAsync(session, path, Many, depth: 2, cancellation);
        return session.Show(answer, () => ActorText.Whole(PlacedActor.RootOf(tree, path), session.Screen));
    }

    static readonly (string Name, int Least, int Most)[] Depths = [("0", 0, 0), ("1-9", 1, 9), ("10-99", 10, 99), ("100-999", 100, 999), ("1000 or more", 1_000, int.MaxValue)];

    static async Task<(NodeAnswer Answer, ActorTree Tree)> TreeAsync(Session session, string path, int limit, int? depth, CancellationToken cancellation, bool withCalls = false)
    {
        var query = new Query("/api/system/actors").With("path", path).With("limit", limit.ToString(CultureInfo.InvariantCulture)).With("depth", depth?.ToString(CultureInfo.InvariantCulture))
            .With("calls", withCalls ? "true" : null);
        try
        {
            var answer = await session.Node.GetAsync(query.ToString(), cancellation);
            return (answer, answer.As(ApiAnswers.Default.ActorTree));
        }
        catch (PbmException cause) when (cause.Status == HttpStatusCode.NotFound)
        {
            throw new PbmException(ExitCode.Failed, $"There is no actor {path}.", cause);
        }
    }
}
