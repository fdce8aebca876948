using LuthienProxy.Cli.Output;

namespace LuthienProxy.Cli.Verbs;

/// <summary>Actors as text.</summary>
static class ActorText
{
    /// <summary>So many children of one actor are drawn before the rest is counted.</summary>
    const int MostChildren = 20;

    /// <summary>Petabridge.Cmd's form: full paths in order, one a line.</summary>
    public static IEnumerable<string> Flat(PlacedActor start, int depth) => Paths(start, depth).Select(path => PlainText.Line(path)).Order(StringComparer.Ordinal);

    /// <summary>A tree with what each actor is about.</summary>
    public static IEnumerable<string> Tree(PlacedActor start, int depth) => Branch(start, depth, "", "", isRoot: true);

    /// <summary>One row an actor.</summary>
    public static TextTable Table(IEnumerable<PlacedActor> actors)
    {
        var table = new TextTable("PATH", "TYPE", Column.State("STATE"), Column.Number("MAILBOX"), Column.Number("HANDLED"), Column.Number("RESTARTS"));
        foreach (var (path, entry) in actors)
            table.Add(path, entry.Type, entry.State, Humane.Count(entry.Mailbox), Humane.Count(entry.Handled), Humane.Count(entry.Restarts));
        return table;
    }

    static IEnumerable<string> Paths(PlacedActor actor, int depth) =>
        depth <= 0 ? [] : actor.Children.SelectMany(child => Paths(child, depth - 1).Prepend(child.Path));

    static IEnumerable<string> Branch(PlacedActor actor, int depth, string lead, string below, bool isRoot)
    {
        yield return PlainText.Line($"{lead}{(isRoot ? actor.Path : actor.Entry.Name)}  {What(actor)}");
        if (depth <= 0)
            yield break;
        var children = actor.Children.ToList();
        var shown = Math.Min(children.Count, MostChildren);
        for (var i = 0; i < shown; i++)
        {
            var isLast = i == children.Count - 1;
            foreach (var text in Branch(children[i], depth - 1, below + (isLast ? "└─ " : "├─ "), below + (isLast ? "   " : "│  "), isRoot: false))
                yield return text;
        }
        if (children.Count > shown)
            yield return $"{below}└─ … {Humane.Count(children.Count - shown)} more (--flat shows them)";
    }

    static string What(PlacedActor actor)
    {
        var entry = actor.Entry;
        return string.Join("  ", new[]
        {
            entry.State,
            entry.Mailbox > 0 ? $"mailbox {Humane.Count(entry.Mailbox)}" : null,
            entry.Handled > 0 ? $"handled {Humane.Count(entry.Handled)}" : null,
            entry.Restarts > 0 ? $"restarts {Humane.Count(entry.Restarts)}" : null,
            entry.Children.Count > 0 ? $"children {Humane.Count(entry.Children.Count)}" : null,
        }.Where(part => part is not null));
    }
}
