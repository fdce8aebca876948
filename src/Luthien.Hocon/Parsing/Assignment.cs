namespace Luthien.Hocon.Parsing;

/// <summary>One of the values given to a key, in the order of the text.</summary>
sealed class Assignment(HoconOrigin key, Node node)
{
    public HoconOrigin Key { get; } = key;

    public Node Node { get; } = node;
}
