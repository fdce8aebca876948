namespace Luthien.Hocon;

/// <summary>What a configuration may cost. Exceeding any limit is a located error, so every input ends in bounded time and memory.</summary>
public sealed record HoconLimits
{
    /// <summary>How deep objects and arrays may nest, in the text and after resolving. 256 by default.</summary>
    public int Nesting { get; init; } = 256;

    /// <summary>How many characters one key may hold. 1 024 by default.</summary>
    public int KeyLength { get; init; } = 1024;

    /// <summary>How many substitutions may be expanded in one resolution. 10 000 by default.</summary>
    public int Expansions { get; init; } = 10_000;

    /// <summary>
    /// How many values the resolved tree may hold, counting a shared value every time it appears. 100 000 by default.
    /// Resolving may take twenty steps per value (a step: a field merged, an element appended, an earlier assignment looked at).
    /// </summary>
    public int Values { get; init; } = 100_000;

    /// <summary>How many characters one resolved string may hold. 1 Mi by default.</summary>
    public int TextLength { get; init; } = 1024 * 1024;

    /// <summary>How many bytes one file may hold. 1 MiB by default.</summary>
    public int FileBytes { get; init; } = 1024 * 1024;

    /// <summary>How many includes may be open at once. 32 by default.</summary>
    public int IncludeDepth { get; init; } = 32;

    /// <summary>How many files one load may read. 256 by default.</summary>
    public int Files { get; init; } = 256;
}
