namespace Luthien.Hocon.Parsing;

/// <summary>A text to parse, with what its includes and substitutions need to know about where it stands.</summary>
/// <param name="Name">How origins name it.</param>
/// <param name="Text">The decoded text.</param>
/// <param name="File">The resolved path, or null for a text without a file.</param>
/// <param name="IncludedFrom">The include statement that led here.</param>
/// <param name="At">The path of the object that the include stands in: empty at the root, null inside an array.</param>
/// <param name="Depth">How deep that object is nested.</param>
sealed record SourceText(string Name, string Text, string? File, HoconOrigin? IncludedFrom, string[]? At, int Depth)
{
    public static SourceText Top(string name, string text, string? file) => new(name, text, file, null, [], 0);

    /// <summary>What to put before the paths of substitutions; empty where nothing is to be.</summary>
    public string[] IncludedAt => At ?? [];

    public HoconOrigin Start => new(Name, 1, 1, IncludedFrom);
}
