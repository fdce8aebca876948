namespace Luthien.Hocon;

/// <summary>How to read a configuration.</summary>
public sealed record HoconOptions
{
    /// <summary>What the input may cost.</summary>
    public HoconLimits Limits { get; init; } = new();

    /// <summary>
    /// Looks up an environment variable for a substitution whose path is absent from the tree; null where there is none.
    /// Names are case-sensitive. By default the process's environment.
    /// </summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>When not null, only variables whose name begins with one of these prefixes are visible to substitutions.</summary>
    public IReadOnlyList<string>? EnvironmentPrefixes { get; init; }

    /// <summary>
    /// The directory that includes may not leave, symbolic links resolved. Null: the directory of the file named by the caller;
    /// a text named by the caller can then include nothing.
    /// </summary>
    public string? IncludeRoot { get; init; }
}
