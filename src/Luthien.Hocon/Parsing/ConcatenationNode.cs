namespace Luthien.Hocon.Parsing;

/// <summary>Values side by side on one line, each with the whitespace that stood before it (none before the first).</summary>
sealed class ConcatenationNode(HoconOrigin origin, IReadOnlyList<(string Gap, Node Node)> pieces) : Node(origin)
{
    public IReadOnlyList<(string Gap, Node Node)> Pieces { get; } = pieces;
}
