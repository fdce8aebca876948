using Luthien.Hocon.Including;
using Luthien.Hocon.Parsing;
using Luthien.Hocon.Resolving;

namespace Luthien.Hocon;

/// <summary>A configuration that was read, merged and resolved: values, and where each was written.</summary>
/// <remarks>Immutable, so safe to share between threads.</remarks>
public sealed class HoconDocument
{
    HoconDocument(HoconObject root, IReadOnlyList<string> files)
    {
        Root = root;
        Files = files;
    }

    /// <summary>All values, empty objects and arrays included.</summary>
    public HoconObject Root { get; }

    /// <summary>Every file that was read, included ones too, in the order of reading.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>Reads one text.</summary>
    /// <exception cref="HoconException">The text is malformed or cannot be resolved.</exception>
    public static HoconDocument Parse(string text, string name = "text", HoconOptions? options = null) =>
        Load([new HoconLayer.Text(name, text)], options);

    /// <summary>Reads one file and what it includes.</summary>
    /// <exception cref="HoconException">The file is missing, malformed or cannot be resolved.</exception>
    public static HoconDocument ReadFile(string path, HoconOptions? options = null) => Load([new HoconLayer.File(path)], options);

    /// <summary>Reads layers into one tree, later ones over earlier ones, and resolves it once: a substitution sees all layers.</summary>
    /// <exception cref="HoconException">A layer is missing, malformed or cannot be resolved.</exception>
    public static HoconDocument Load(IEnumerable<HoconLayer> layers, HoconOptions? options = null)
    {
        options ??= new HoconOptions();
        var reader = new IncludeReader(options.Limits, options.IncludeRoot);
        var root = new ObjectNode(new HoconOrigin("configuration", 1, 1));
        foreach (var node in layers.SelectMany(layer => layer.Read(reader)))
            root.Merge(node);
        return new HoconDocument(Resolver.Resolve(root, options), reader.Files);
    }

    /// <summary>The field at a path of keys (list elements by index), or null.</summary>
    /// <param name="path">Keys from the root, for example <c>upstreams</c>, <c>openai</c>, <c>base-url</c>.</param>
    public HoconField? Find(params ReadOnlySpan<string> path)
    {
        HoconField? field = null;
        HoconValue? value = Root;
        foreach (var key in path)
        {
            field = Child(value, key);
            value = field?.Value;
        }
        return field;
    }

    /// <summary>The field at a path expression such as <c>upstreams."my.own".base-url</c>, or null.</summary>
    /// <exception cref="HoconException">The text is no path expression.</exception>
    public HoconField? FindPath(string expression) => Find(HoconPath.Parse(expression));

    /// <summary>Where the winning assignment of a path was written, or null when nothing is there.</summary>
    public HoconOrigin? OriginOf(params ReadOnlySpan<string> path) => Find(path)?.Origin;

    static HoconField? Child(HoconValue? parent, string key) => parent switch
    {
        HoconObject o => o.Find(key),
        HoconArray a when int.TryParse(key, out var index) && index >= 0 && index < a.Items.Count => new HoconField(key, a.Items[index], a.Items[index].Origin),
        _ => null,
    };
}
