namespace Luthien.Hocon.Parsing;

/// <summary><c>${path}</c>, <c>${?path}</c> or <c>${NAME[]}</c>.</summary>
sealed class SubstitutionNode(HoconOrigin origin, string[] path, string[] includedAt, bool optional, bool list) : Node(origin)
{
    public string[] Path { get; } = path;

    /// <summary>The path under which the file that holds this was included; tried as a prefix first. Empty at the root.</summary>
    public string[] IncludedAt { get; } = includedAt;

    public bool IsOptional { get; } = optional;

    /// <summary>Written with <c>[]</c>: a list from the environment variables NAME_0, NAME_1 and so on.</summary>
    public bool IsList { get; } = list;

    public override string ToString() => $"${{{(IsOptional ? "?" : "")}{HoconPath.Render(Path)}{(IsList ? "[]" : "")}}}";
}
