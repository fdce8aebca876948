using System.IO.Enumeration;
using LuthienProxy.Fixtures.Provisioning;

namespace LuthienProxy.Fixtures.Deployment;

/// <summary>What <c>.dockerignore</c> lets into a build of the image. Knows the forms of patterns that stand there: a name, <c>!name</c>, <c>*</c> and <c>**/pattern</c>.</summary>
public static class BuildContext
{
    const string Anywhere = "**/";

    static readonly string[] Patterns =
        [.. File.ReadLines(Path.Combine(Repository.Root, ".dockerignore")).Where(line => line.Length > 0 && !line.StartsWith('#'))];

    /// <summary>Whether a file gets in; its path is from the repository's top. The last pattern that fits decides.</summary>
    public static bool LetsIn(string path) =>
        Patterns.LastOrDefault(pattern => Fits(pattern.TrimStart('!'), path)) is not { } last || last.StartsWith('!');

    /// <summary>Copies all that gets in.</summary>
    public static void CopyTo(string folder)
    {
        foreach (var path in Files(Repository.Root).Where(LetsIn))
        {
            var target = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(Repository.Root, path), target);
        }
    }

    // The folders that hold what builds make are large, and shut out by their names.
    static IEnumerable<string> Files(string root) =>
        Directory.EnumerateFiles(root)
            .Concat(Directory.EnumerateDirectories(root).Where(folder => Path.GetFileName(folder) is not ("artifacts" or ".git" or ".work" or "tests" or "docs"))
                .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)))
            .Select(path => Path.GetRelativePath(root, path));

    static bool Fits(string pattern, string path)
    {
        var parts = path.Split('/');
        return pattern.StartsWith(Anywhere, StringComparison.Ordinal)
            ? parts.Any(part => FileSystemName.MatchesSimpleExpression(pattern.AsSpan(Anywhere.Length), part, ignoreCase: false))
            : FileSystemName.MatchesSimpleExpression(pattern, parts[0], ignoreCase: false);
    }
}
