namespace Luthien.Hocon.Parsing;

/// <summary>A value as written, before substitutions are resolved.</summary>
abstract class Node(HoconOrigin origin)
{
    public HoconOrigin Origin { get; } = origin;
}
