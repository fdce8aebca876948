namespace Luthien.Hocon;

/// <summary>What a schema knows about one place in the tree.</summary>
sealed class SchemaNode
{
    readonly Dictionary<string, SchemaNode> _named = new(StringComparer.Ordinal);

    /// <summary>A path ends here: a scalar, or a list of scalars.</summary>
    public bool IsLeaf { get; set; }

    /// <summary>Anything may stand here and below.</summary>
    public bool IsFree { get; set; }

    /// <summary>The node for names that are data, and for list elements.</summary>
    public SchemaNode? Any { get; private set; }

    public IEnumerable<string> Names => _named.Keys;

    /// <summary>The node of a name that the product chose, not the user.</summary>
    public SchemaNode? Named(string key) => _named.GetValueOrDefault(key);

    public SchemaNode Step(string segment)
    {
        if (segment == "*")
            return Any ??= new SchemaNode();
        if (!_named.TryGetValue(segment, out var node))
            _named.Add(segment, node = new SchemaNode());
        return node;
    }

    public void Merge(SchemaNode other)
    {
        IsLeaf |= other.IsLeaf;
        IsFree |= other.IsFree;
        if (other.Any is { } any)
            Step("*").Merge(any);
        foreach (var (name, node) in other._named)
            Step(name).Merge(node);
    }
}
