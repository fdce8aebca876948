namespace LuthienProxy.Architecture.Tests;

/// <summary>The repository these tests were built from, found by walking up to the solution.</summary>
static class Repository
{
    static readonly string[] Generated = ["bin", "obj", "artifacts", "node_modules"];

    public static string Root { get; } = Up(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>All C# files below <c>src</c>.</summary>
    public static IReadOnlyList<SourceFile> Source { get; } = [.. Files("src", "*.cs")];

    /// <summary>All C# files below <c>tests</c>.</summary>
    public static IReadOnlyList<SourceFile> Tests { get; } = [.. Files("tests", "*.cs")];

    /// <summary>All projects below <c>src</c>.</summary>
    public static IReadOnlyList<ProjectFile> Projects { get; } = [.. Files("src", "*.csproj").Select(file => new ProjectFile(file.Path))];

    /// <summary>The files of a folder and the folders below it, without what a build made.</summary>
    public static IEnumerable<SourceFile> Files(string folder, string pattern) =>
        (Directory.Exists(Path.Combine(Root, folder)) ? Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories) : [])
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Intersect(Generated).Any())
            .Order(StringComparer.Ordinal)
            .Select(path => new SourceFile(path, File.ReadAllLines(Path.Combine(Root, path))));

    static string Up(DirectoryInfo? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "LuthienProxy.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("These tests must run below the repository's root.");
    }
}
