using System.CommandLine;
using LuthienProxy.Cli.Answers;
using LuthienProxy.Cli.Output;

namespace LuthienProxy.Cli.Verbs;

/// <summary><c>pbm actor …</c>: the actors of the node, from their counters. It answers while they are stuck.</summary>
sealed class ActorVerbs(Verb verb)
{
    const string Path = "/api/system/actors";

    readonly Option<string> _start = new("--start", "-s") { Description = "Begin at this path.", HelpName = "path", DefaultValueFactory = _ => "/" };
    readonly Option<int> _depth = new("--depth", "-d") { Description = "How many levels.", HelpName = "levels", DefaultValueFactory = _ => 4 };
    readonly Option<bool> _flat = new("--flat") { Description = "Full paths, one a line, as Petabridge.Cmd writes them." };
    readonly Option<int> _most = new("--count", "-n") { Description = "How many.", HelpName = "count", DefaultValueFactory = _ => 20 };
    readonly Option<string> _by = new Option<string>("--by") { Description = "mailbox, handled or restarts.", HelpName = "column", DefaultValueFactory = _ => "mailbox" }.AcceptOnlyFromAmong("mailbox", "handled", "restarts");
    readonly Option<int> _over = new("--over") { Description = "Only mailboxes with more messages than this.", HelpName = "depth", DefaultValueFactory = _ => 0 };
    readonly Argument<string> _actor = new("path") { Description = "The actor's path, such as /user/gateway." };

    public Command Noun() => Verb.Noun("actor", "The actors of the node.",
        verb.Of("system", "The node's name, and how many actors it has.", SystemAsync),
        verb.Of("hierarchy", "The tree of actors.", HierarchyAsync, _start, _depth, _flat),
        verb.Of("top", "The busiest actors.", TopAsync, _most, _by),
        verb.Of("mailboxes", "How full mailboxes are.", MailboxesAsync, _over),
        verb.Of("show", "One actor.", ShowAsync, _actor));

    static async Task<int> SystemAsync(Session session, ParseResult line, CancellationToken cancellation)
    {
        var answer = await session.Node.GetAsync(Path, cancellation);
        var tree = answer.As(ApiAnswers.Default.ActorTree);
        return session.Show(answer, () => session.Screen.Line($"luthien://{PlainText.Line(tree.Node)}  {Humane.Count(tree.Count)} actors"));
    }

    async Task<int> HierarchyAsync(Session session, ParseResult line, CancellationToken cancellation)
    {
        var answer = await session.Node.GetAsync(Path, cancellation);
        var tree = answer.As(ApiAnswers.Default.ActorTree);
        var start = Find(tree, line.GetValue(_start)!);
        var depth = line.GetValue(_depth);
        return session.Show(answer, () =>
        {
            foreach (var text in line.GetValue(_flat) ? ActorText.Flat(start, depth) : ActorText.Tree(start, depth))
                session.Screen.Line(text);
            if (tree.IsTruncated)
                session.Screen.Remark($"{Humane.Count(tree.Count)} actors in all; not all of them are shown.");
        });
    }

    async Task<int> TopAsync(Session session, ParseResult line, CancellationToken cancellation)
    {
        var answer = await session.Node.GetAsync(Path, cancellation);
        var by = line.GetValue(_by);
        var busiest = PlacedActor.AllOf(answer.As(ApiAnswers.Default.ActorTree)).OrderByDescending(actor => by switch
        {
            "handled" => actor.Entry.Handled,
            "restarts" => actor.Entry.Restarts,
            _ => actor.Entry.Mailbox,
        }).ThenBy(actor => actor.Path, StringComparer.Ordinal).Take(line.GetValue(_most));
        return session.Show(answer, () => session.Screen.Table(ActorText.Table(busiest)));
    }

    async Task<int> MailboxesAsync(Session session, ParseResult line, CancellationToken cancellation)
    {
        var answer = await session.Node.GetAsync(Path, cancellation);
        var actors = PlacedActor.AllOf(answer.As(ApiAnswers.Default.ActorTree)).ToList();
        var over = line.GetValue(_over);
        return session.Show(answer, () =>
        {
            var table = new TextTable("MESSAGES", Column.Number("ACTORS"));
            foreach (var (name, least, most) in Depths)
                table.Add(name, Humane.Count(actors.Count(actor => actor.Entry.Mailbox >= least && actor.Entry.Mailbox <= most)));
            session.Screen.Table(table);
            session.Screen.Table(ActorText.Table(actors.Where(actor => actor.Entry.Mailbox > over).OrderByDescending(actor => actor.Entry.Mailbox).Take(line.GetValue(_most) is > 0 and var count ? count : 20)));
        });
    }

    async Task<int> ShowAsync(Session session, ParseResult line, CancellationToken cancellation)
    {
        var answer = await session.Node.GetAsync(Path, cancellation);
        var actor = Find(answer.As(ApiAnswers.Default.ActorTree), line.GetValue(_actor)!);
        return session.Show(answer, () =>
        {
            session.Screen.Table(ActorText.Table([actor]));
            session.Screen.Line($"{Humane.Count(actor.Entry.Children.Count)} children shown");
        });
    }

    static readonly (string Name, int Least, int Most)[] Depths = [("0", 0, 0), ("1-9", 1, 9), ("10-99", 10, 99), ("100-999", 100, 999), ("1000 or more", 1_000, int.MaxValue)];

    static PlacedActor Find(ActorTree tree, string path)
    {
        var wanted = "/" + path.Trim('/');
        return PlacedActor.AllOf(tree).Prepend(new PlacedActor("/", tree.Root)).FirstOrDefault(actor => actor.Path == wanted)
            ?? throw new PbmException(ExitCode.Failed, tree.IsTruncated ? $"{wanted} is not among the actors that are shown ({Humane.Count(tree.Count)} in all)." : $"There is no actor {wanted}.");
    }
}
