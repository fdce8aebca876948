namespace Luthien.Hocon.Including;

/// <summary>Paths with every symbolic link resolved, so that "inside a directory" cannot be cheated.</summary>
static class RealPath
{
    /// <summary>The path that the file system would open. Parts that do not exist stay as they are.</summary>
    /// <exception cref="IOException">The links form a loop.</exception>
    public static string Of(string path)
    {
        var full = Path.GetFullPath(path);
        var root = Path.GetPathRoot(full)!;
        var real = root;
        foreach (var part in full[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            var next = Path.Combine(real, part);
            var target = new FileInfo(next).LinkTarget is null ? null : File.ResolveLinkTarget(next, returnFinalTarget: true);
            // A link may lead through further linked directories, so its target is resolved from its own root.
            real = target is null ? next : Of(target.FullName);
        }
        return real;
    }

    public static bool IsInside(string directory, string path)
    {
        var relative = Path.GetRelativePath(directory, path);
        return relative != ".." && !relative.StartsWith($"..{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && !Path.IsPathRooted(relative);
    }
}
