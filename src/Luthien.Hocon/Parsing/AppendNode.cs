namespace Luthien.Hocon.Parsing;

/// <summary><c>key += element</c>: the value that the key had before, with one more element.</summary>
sealed class AppendNode(HoconOrigin origin, string[]? path, Node element) : Node(origin)
{
    /// <summary>The absolute path of the key; null inside an array, where no path leads.</summary>
    public string[]? Path { get; } = path;

    public Node Element { get; } = element;
}
