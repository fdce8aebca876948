namespace Luthien.Hocon.Parsing;

sealed class ScalarNode(HoconOrigin origin, string text, HoconScalarKind kind) : Node(origin)
{
    public HoconScalar Value { get; } = new(origin, text, kind);
}
