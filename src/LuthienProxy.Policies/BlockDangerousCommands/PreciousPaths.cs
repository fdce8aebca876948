using LuthienProxy.Policies.Shell;

namespace LuthienProxy.Policies.BlockDangerousCommands;

/// <summary>Directories whose loss is no accident that a repository recovers from.</summary>
static class PreciousPaths
{
    static readonly string[] Roots =
    [
        "bin", "boot", "dev", "etc", "lib", "lib32", "lib64", "opt", "proc", "root", "run", "sbin", "srv", "sys", "usr", "var", "home", "mnt", "media",
        "system", "library", "applications", "users", "windows", "c:", "program files",
    ];

    /// <summary>Whether a path is such a directory, or all that is in it.</summary>
    public static bool Holds(string path)
    {
        var normal = ShellPath.Normal(path);
        // All that is in a directory is the directory.
        while (normal.EndsWith("/*", StringComparison.Ordinal) || normal.EndsWith("/.*", StringComparison.Ordinal))
            normal = normal[..normal.LastIndexOf('/')];
        if (normal.Length == 0)
            return path.Contains('/');
        // What the working directory is, nobody knows here; that it is all of it, everybody does.
        if (normal is "/" or "~" or "*" or ".." or "c:" or ".git" or "/*")
            return true;
        if (normal.Split('/').All(part => part == "..") || (normal[0] == '~' && !normal.Contains('/')))
            return true;
        return IsSystem(normal) || IsUnknownRoot(path);
    }

    /// <summary>Whether a path is all of one part of the system: a service's settings or data, what the machine boots with.</summary>
    public static bool HoldsPart(string path) => ShellPath.Normal(path).TrimEnd('*').TrimEnd('/').Split('/') is ["", "etc" or "boot" or "lib" or "lib64", _] or ["", "usr" or "var", "lib", _];

    static bool IsSystem(string path)
    {
        var parts = path.Split('/');
        return (parts is ["", var root] && (Roots.Contains(root) || root.AsSpan().IndexOfAny("*?[") >= 0))
            || parts is ["", "usr" or "var" or "etc", "lib" or "bin" or "local" or "share" or "log" or "ssh" or "*"]
            || (parts is ["", "home" or "users", ..] && parts.Length <= 3)
            || parts is ["c:", "windows" or "users" or "program files", ..];
    }

    // "$DIR/", "$DIR/*" and "/$DIR" are the root where the variable is empty.
    static bool IsUnknownRoot(string path) =>
        (path.StartsWith('$') && path.IndexOf('/') is > 0 and var slash && path[slash..] is "/" or "/*")
        || (path is ['/', '$', '{', .. var name] && name.IndexOf('}') == name.Length - 1);
}
