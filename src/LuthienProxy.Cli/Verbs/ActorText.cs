using LuthienProxy.Cli.Answers;
using LuthienProxy.Cli.Output;

namespace LuthienProxy.Cli.Verbs;

/// <summary>Actors as text.</summary>
static class ActorText
{
    /// <summary>So many children of one actor are drawn before the rest is counted.</summary>
    public const int MostChildren = 10;

    /// <summary>Names deeper or longer than this push what is beside them aside instead of everybody else.</summary>
    const int WidestName = 60;

    /// <summary>Petabridge.Cmd's form: the system's name, then full paths in order, one a line.</summary>
    public static IEnumerable<string> Flat(ActorTree tree, PlacedActor start) =>
        Below(start).Select(actor => actor.Path).Where(path => path != "/").Select(PlainText.Line).Order(StringComparer.Ordinal).Prepend(NameOf(tree));

    /// <summary>The system's name as Akka writes it.</summary>
    public static string NameOf(ActorTree tree) => $"akka://{PlainText.Line(tree.Node)}";

    /// <summary>A tree with what each actor is about.</summary>
    public static void Tree(PlacedActor start, int mostChildren, Screen screen)
    {
        var lines = (start.Path == "/" ? start.Children : [start]).SelectMany(root => Branch(root, PlainText.Line(root.Path), "", mostChildren)).ToList();
        var width = lines.Where(line => line.Actor is not null).Select(line => TextWidth.Of(line.Name)).Where(width => width <= WidestName).DefaultIfEmpty(0).Max() + 2;
        var stateWidth = lines.Select(line => line.Actor is { } actor ? State(actor).Length : 0).DefaultIfEmpty(0).Max();
        foreach (var (name, actor) in lines)
            screen.Line(actor is null ? TextWidth.Cut(name, screen.Width) : Line(TextWidth.Fill(name, width, toTheRight: false), actor, stateWidth, screen));
    }

    /// <summary>What an actor is at; of one that waits, how long already.</summary>
    public static string State(ActorEntry entry) => entry.AwaitingMs is { } awaiting ? $"{entry.State} {Humane.Duration(awaiting)}" : entry.State;

    /// <summary>One actor with all that is known of it, and those below it.</summary>
    public static void Whole(PlacedActor actor, Screen screen)
    {
        var entry = actor.Entry;
        screen.Line($"{PlainText.Line(actor.Path)}  {PlainText.Line(entry.Type)}  {screen.State(entry.State)}{(entry.AwaitingMs is { } awaiting ? $" for {Humane.Duration(awaiting)}" : "")}{(entry.Message is { } message ? $" at {PlainText.Line(message)}" : "")}");
        screen.Line($"age {Humane.Duration(entry.AgeMs)}  mailbox {Humane.Count(entry.Mailbox)}, at most {Humane.Count(entry.MailboxPeak)}  handled {Humane.Count(entry.Handled)}  dropped {Humane.Count(entry.Dropped)}  awaited {Humane.Duration(entry.AwaitedMs)} in all  p99 {Humane.Duration(entry.P99Ms)}");
        screen.Line($"restarts {Humane.Count(entry.Restarts)}  last failure {PlainText.Line(entry.Failure ?? "none")}  children {Humane.Count(entry.ChildCount)}");
        if (entry.ChildCount == 0)
            return;
        screen.Line();
        var table = new TextTable("CHILD", "TYPE", Column.State("STATE"), Column.Number("MAILBOX"), Column.Number("HANDLED"), Column.Number("RESTARTS"), Column.Number("AGE"));
        foreach (var child in entry.Children.Take(MostChildren))
            table.Add(child.Name, child.Type, child.State, Humane.Count(child.Mailbox), Humane.Count(child.Handled), Humane.Count(child.Restarts), Humane.Duration(child.AgeMs));
        screen.Table(table);
        if (entry.ChildCount > MostChildren)
            screen.Line($"… {Humane.Count(entry.ChildCount - MostChildren)} more (use actor hierarchy -s {PlainText.Line(actor.Path)} --all)");
    }

    static IEnumerable<PlacedActor> Below(PlacedActor actor) => actor.Children.SelectMany(Below).Prepend(actor);

    static IEnumerable<(string Name, ActorEntry? Actor)> Branch(PlacedActor actor, string name, string below, int mostChildren)
    {
        yield return (name, actor.Entry);
        // A level that was not asked for is no reason to say that there is more.
        if (actor.Entry.Children.Count == 0)
            yield break;
        var shown = actor.Children.Take(mostChildren).ToList();
        var more = actor.Entry.ChildCount - shown.Count;
        foreach (var (at, child) in shown.Index())
        {
            var isLast = more <= 0 && at == shown.Count - 1;
            foreach (var line in Branch(child, $"{below}{(isLast ? "└─ " : "├─ ")}{PlainText.Line(child.Entry.Name)}", below + (isLast ? "   " : "│  "), mostChildren))
                yield return line;
        }
        if (more > 0)
            yield return ($"{below}└─ … {Humane.Count(more)} more (use -s {PlainText.Line(actor.Path)} --all)", null);
    }

    static string Line(string name, ActorEntry entry, int stateWidth, Screen screen)
    {
        var about = string.Join("  ", new[]
        {
            entry.Mailbox > 0 ? $"mailbox {Humane.Count(entry.Mailbox)}" : null,
            $"age {Humane.Duration(entry.AgeMs)}",
            entry.Call is { } call ? LiveText.Short(call) : null,
            entry.ChildCount > 0 ? $"children {Humane.Count(entry.ChildCount)}" : null,
            entry.Handled > 0 ? $"handled {Humane.Count(entry.Handled)}" : null,
            entry.Dropped > 0 ? $"dropped {Humane.Count(entry.Dropped)}" : null,
            entry.Restarts > 0 ? $"restarts {Humane.Count(entry.Restarts)}{(entry.Failure is { } failure ? $" ({failure})" : "")}" : null,
        }.Where(part => part is not null));
        var state = State(entry).PadRight(stateWidth);
        var shown = TextWidth.Cut($"{name}{state}  {PlainText.Line(about)}", screen.Width);
        // The state stands behind the name, so that nothing before it can be taken for it.
        return shown.Length < name.Length + state.Length ? shown : name + screen.State(state) + shown[(name.Length + state.Length)..];
    }
}
