namespace Luthien.Hocon;

/// <summary>The settings that a product knows, as paths: which keys exist, and which keys are names that the user chooses.</summary>
/// <remarks>
/// In a path <c>*</c> stands for any one key or list element and a final <c>**</c> for anything below:
/// <c>upstreams.*.base-url</c>, <c>routes.*.model</c>, <c>policy.options.**</c>. Immutable, so safe to share between threads.
/// </remarks>
public sealed class HoconSchema
{
    const int MaxProblems = 100;

    HoconSchema(SchemaNode root) => Root = root;

    internal SchemaNode Root { get; }

    /// <summary>The schema of some paths.</summary>
    /// <exception cref="ArgumentException">A path has an empty segment, or <c>**</c> before its end.</exception>
    public static HoconSchema Of(params IEnumerable<string> paths)
    {
        var root = new SchemaNode();
        foreach (var path in paths)
            Add(root, path);
        return new HoconSchema(root);
    }

    /// <summary>
    /// The schema of an options class: its properties in kebab-case, nested objects, lists and dictionaries followed.
    /// </summary>
    /// <param name="at">The section it is bound from, for example <c>proxy.limits</c>; empty for the root.</param>
    /// <exception cref="ArgumentException"><paramref name="at"/> has an empty segment.</exception>
    public static HoconSchema Of<TOptions>(string at = "") => Of(OptionsPaths.Of(typeof(TOptions), at));

    /// <summary>What either knows.</summary>
    public HoconSchema With(HoconSchema other)
    {
        var root = new SchemaNode();
        root.Merge(Root);
        root.Merge(other.Root);
        return new HoconSchema(root);
    }

    /// <summary>
    /// Every key of a document that the schema does not know, where it stands, with the known key it resembles;
    /// and every single value that stands where the schema knows only keys below. At most a hundred.
    /// </summary>
    public IReadOnlyList<HoconProblem> Check(HoconDocument document)
    {
        var problems = new List<HoconProblem>();
        Check(document.Root, document.Root.Origin, Root, [], problems);
        return problems;
    }

    static void Check(HoconValue value, HoconOrigin at, SchemaNode node, List<string> path, List<HoconProblem> problems)
    {
        if (node.IsFree)
            return;
        if (!node.IsLeaf && value is HoconScalar { Kind: not HoconScalarKind.Null })
            problems.Add(new HoconProblem(at, $"{HoconPath.Render(path)} wants an object or a list, not a single value"));
        foreach (var (key, child, origin) in Children(value))
        {
            if (problems.Count >= MaxProblems)
                return;
            path.Add(key);
            var next = node.Named(key) ?? node.Any;
            // A list may stand wherever a scalar may: the binder decides.
            if (next is null && value is HoconArray && node.IsLeaf)
                next = new SchemaNode { IsLeaf = true };
            if (next is null)
                problems.Add(new HoconProblem(origin, Unknown(key, node, path)));
            else
                Check(child, origin, next, path, problems);
            path.RemoveAt(path.Count - 1);
        }
    }

    static IEnumerable<(string Key, HoconValue Value, HoconOrigin Origin)> Children(HoconValue value) => value switch
    {
        HoconObject o => o.Fields.Select(f => (f.Key, f.Value, f.Origin)),
        HoconArray a => a.Items.Select((item, i) => ($"{i}", item, item.Origin)),
        _ => [],
    };

    static string Unknown(string key, SchemaNode node, List<string> path)
    {
        var close = Spelling.Closest(key, node.Names);
        return $"unknown key {HoconPath.Render(path)}{(close is null ? "" : $"; did you mean {close}?")}";
    }

    static void Add(SchemaNode root, string path)
    {
        var segments = path.Split('.');
        if (segments.Any(s => s.Length == 0) || segments.SkipLast(1).Contains("**"))
            throw new ArgumentException($"'{path}' is not a schema path.", nameof(path));
        var node = root;
        foreach (var segment in segments.Where(s => s != "**"))
            node = node.Step(segment);
        if (segments[^1] == "**")
            node.IsFree = true;
        else
            node.IsLeaf = true;
    }
}
